.PHONY: check format build test preview

# The one gate: what a pull request must pass.
check: format build test preview

format:
	dotnet format McpInfra.sln --verify-no-changes

build:
	dotnet build McpInfra.sln

test:
	dotnet test

preview:
	dotnet run --project infra -- preview
