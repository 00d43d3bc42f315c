.PHONY: check format build test preview audit

# The one gate: what a pull request must pass.
check: format build test preview audit

format:
	dotnet format McpInfra.sln --verify-no-changes

build:
	dotnet build McpInfra.sln

test:
	dotnet test

preview:
	dotnet run --project infra -- preview

audit:
	dotnet run --project infra -- audit
