using McpInfra.Delivery.ArgoCd;
using NLua;

namespace McpInfra.Tests.Delivery.ArgoCd;

/// <summary>What each check says of an object, in a Lua that has as little as Argo CD's: base, tables, no text functions.</summary>
public sealed class HealthLuaTests
{
    private const string Sandbox = "debug.setmetatable('', nil); string, math, io, os, debug, coroutine, utf8, package, require, import = nil";

    private const string Ready = "conditions = {{ type = 'Ready', status = 'True', message = 'm' }}";

    private const string Failed = "conditions = {{ type = 'Ready', status = 'False', message = 'm' }}";

    [Theory]
    [InlineData("spec = {}", "Progressing")]
    [InlineData("spec = {}, status = {}", "Progressing")]
    [InlineData("spec = {}, status = { conditions = {{ type = 'Deleted', status = 'True' }} }", "Progressing")]
    [InlineData("spec = {}, status = { " + Ready + " }", "Progressing")]
    [InlineData("spec = {}, status = { " + Failed + ", syncedResourceVersion = '12-a' }", "Degraded")]
    [InlineData("spec = {}, status = { " + Ready + ", syncedResourceVersion = '11-a' }", "Progressing")]
    [InlineData("spec = {}, status = { " + Ready + ", syncedResourceVersion = '1-a' }", "Progressing")]
    [InlineData("spec = {}, status = { " + Ready + ", syncedResourceVersion = '123-a' }", "Progressing")]
    [InlineData("spec = {}, status = { " + Ready + ", syncedResourceVersion = '2-a' }", "Progressing")]
    [InlineData("spec = {}, status = { " + Ready + ", syncedResourceVersion = '12-0' }", "Healthy")]
    [InlineData("spec = {}, status = { " + Ready + ", syncedResourceVersion = '12-ffff' }", "Healthy")]
    [InlineData("spec = { refreshPolicy = 'CreatedOnce' }, status = { " + Ready + ", syncedResourceVersion = '1-a' }", "Healthy")]
    [InlineData("spec = { refreshPolicy = 'CreatedOnce' }, status = { " + Failed + " }", "Degraded")]
    [InlineData("spec = { refreshPolicy = 'OnChange' }, status = { " + Ready + ", syncedResourceVersion = '1-a' }", "Progressing")]
    [InlineData("spec = { refreshInterval = '0' }, status = { " + Ready + ", syncedResourceVersion = '1-a' }", "Healthy")]
    [InlineData("spec = { refreshInterval = '0s' }, status = { " + Ready + ", syncedResourceVersion = '1-a' }", "Healthy")]
    [InlineData("spec = { refreshInterval = '10s' }, status = { " + Ready + ", syncedResourceVersion = '1-a' }", "Progressing")]
    public void ExternalSecret_Status_IsHealthyWhenItIsReadAsItIsNow(string fields, string expected) =>
        Assert.Equal(expected, Judge(HealthChecks.ExternalSecret, fields));

    [Theory]
    [InlineData("spec = {}", "Progressing")]
    [InlineData("status = { conditions = {{ type = 'Synced', status = 'True' }}, observedGeneration = 11 }", "Progressing")]
    [InlineData("status = { conditions = {{ type = 'Synced', status = 'True' }} }", "Progressing")]
    [InlineData("status = { conditions = {{ type = 'Synced', status = 'True' }}, observedGeneration = 12 }", "Healthy")]
    [InlineData("status = { conditions = {{ type = 'Synced', status = 'False', message = 'm' }}, observedGeneration = 12 }", "Degraded")]
    public void SealedSecret_Status_IsHealthyWhenItIsUnsealedAsItIsNow(string fields, string expected) =>
        Assert.Equal(expected, Judge(HealthChecks.SealedSecret, fields));

    [Theory]
    [InlineData("spec = {}", "Progressing")]
    [InlineData("status = { secretMAC = '', lastGeneration = 12 }", "Progressing")]
    [InlineData("status = { secretMAC = 'a', lastGeneration = 11 }", "Progressing")]
    [InlineData("status = { secretMAC = 'a', lastGeneration = 12 }", "Healthy")]
    [InlineData("status = { secretMAC = 'a', lastGeneration = 12, conditions = {{ type = 'Healthy', status = 'True', message = 'm' }, { type = 'VaultClientConfigError', status = 'False' }} }", "Healthy")]
    [InlineData("status = { secretMAC = 'a', lastGeneration = 12, conditions = {{ type = 'Healthy', status = 'False', message = 'm' }} }", "Degraded")]
    public void VaultStaticSecret_Status_IsHealthyWhenItIsReadAsItIsNow(string fields, string expected) =>
        Assert.Equal(expected, Judge(HealthChecks.VaultStaticSecret, fields));

    [Theory]
    [InlineData("spec = {}", "Progressing")]
    [InlineData("status = { health = { status = 'Healthy' } }", "Progressing")]
    [InlineData("status = { health = { status = 'Healthy' }, sync = { status = 'OutOfSync' }, operationState = { phase = 'Succeeded' } }", "Progressing")]
    [InlineData("status = { health = { status = 'Healthy' }, sync = { status = 'Synced' }, operationState = { phase = 'Running' } }", "Progressing")]
    [InlineData("status = { health = { status = 'Degraded' }, sync = { status = 'Synced' }, operationState = { phase = 'Succeeded' } }", "Degraded")]
    [InlineData("status = { health = { status = 'Healthy' }, sync = { status = 'Synced' }, operationState = { phase = 'Succeeded' } }", "Healthy")]
    public void Application_Status_IsItsOwnOnceItIsSynced(string fields, string expected) =>
        Assert.Equal(expected, Judge(HealthChecks.Application, fields));

    private static string Judge(HealthCheck check, string fields)
    {
        using var lua = new Lua();
        lua.DoString(Sandbox);
        lua.DoString($"obj = {{ metadata = {{ generation = 12 }}, {fields} }}");
        return (string)((LuaTable)lua.DoString(check.Lua)[0])["status"];
    }
}
