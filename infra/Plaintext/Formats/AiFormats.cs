using static McpInfra.Plaintext.Formats.CharClass;
using static McpInfra.Plaintext.Formats.TokenFormat;

namespace McpInfra.Plaintext.Formats;

/// <summary>Models and what is around them.</summary>
internal static class AiFormats
{
    public static FormatGroup Group { get; } = new(
        "prefixes and lengths: gitleaks 8.x; the vendors' API pages",
        [
            Token("anthropic-admin-api-key", "an Anthropic key", "sk-ant-admin01-", Word.Of(60, 128)) with { Before = Edge.Name },
            Token("anthropic-api-key", "an Anthropic key", "sk-ant-", Word.Of(32, 160)) with { Before = Edge.Name },
            Token("openai-api-key", "an OpenAI key", Either("sk-svcacct-", "sk-admin-", "sk-proj-"), Word.Of(20, 255)) with { Before = Edge.Name },
            Token("openrouter-api-key", "an OpenRouter key", "sk-or-v1-", Hex.Of(64)) with { Before = Edge.Name },
            Token("sk-api-key", "an API key", "sk-", Word.Of(16, 255)) with { Before = Edge.Name },
            Token("huggingface-organization-api-token", "a Hugging Face token", "api_org_", Alphanumeric.Of(30, 40)),
            Token("huggingface-access-token", "a Hugging Face token", "hf_", Alphanumeric.Of(20, 64)),
            Token("groq-api-key", "a Groq key", "gsk_", Alphanumeric.Of(40, 64)),
            Token("perplexity-api-key", "a Perplexity key", "pplx-", Alphanumeric.Of(40, 64)) with { Before = Edge.Name },
            Token("replicate-api-token", "a Replicate token", "r8_", Alphanumeric.Of(37)),
            Token("xai-api-key", "an xAI key", "xai-", Alphanumeric.Of(60, 100)) with { Before = Edge.Name },
            Token("langsmith-api-key", "a LangSmith key", Either("lsv2_pt_", "lsv2_sk_"), Hex.Of(32), "_", Hex.Of(10)),
            Token("langfuse-secret-key", "a Langfuse key", "sk-lf-", Uuid) with { Before = Edge.Name },
            Token("databricks-api-token", "a Databricks token", "dapi", Hex.Of(32), Maybe("-", Digits.Of(1))) with { Before = Edge.Base64 },
            Beside(["privateai", "private_ai", "private-ai"], "privateai-api-token", "a Private AI token", Alphanumeric.Of(32)),
            Beside(["cohere", "CO_API_KEY"], "cohere-api-token", "a Cohere token", Alphanumeric.Of(40)),
            Beside(["mistral"], "mistral-api-key", "a Mistral key", Alphanumeric.Of(32)),
            Token("elevenlabs-api-key", "an ElevenLabs key", "sk_", Hex.Of(48)),
            Token("prefect-api-token", "a Prefect token", Either("pnu_", "pnb_"), Alphanumeric.Of(30, 40)),
            Token("clickhouse-cloud-api-secret-key", "a ClickHouse Cloud key", "4b1d", Alphanumeric.Of(38)) with { Before = Edge.Base64 },
            Beside(["rapidapi", "rapid_api", "rapid-api"], "rapidapi-access-token", "a RapidAPI key", Word.Of(50)),
        ]);
}
