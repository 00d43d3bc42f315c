namespace McpInfra.Migration;

/// <summary>How far a stack has come, as far as its files show: what is in the store or in the cluster is not seen in them.</summary>
internal enum MigrationPosition
{
    /// <summary>Inline secrets, and a stack that does not speak of a migration.</summary>
    NotBegun,

    /// <summary>The stack names every value and its references are optional; the inline secrets stand: stages 1 to 3.</summary>
    References,

    /// <summary>No inline secret is left; references are optional and Helm still runs the release: stage 4.</summary>
    InlineRemoved,

    /// <summary>No inline secret and no optional reference is left, and the release is Pulumi's: stage 5.</summary>
    Done,
}
