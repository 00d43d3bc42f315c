{{- /* Entries of envFrom behind the chart's own. */ -}}
{{- define "mcp-stack.extraEnvFrom" -}}
{{- with .Values.mcpContextForge.extraEnvFrom }}
{{ toYaml . }}
{{- end }}
{{- end }}
