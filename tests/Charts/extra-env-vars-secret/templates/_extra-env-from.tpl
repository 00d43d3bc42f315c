{{- /* Entries of envFrom behind the chart's own, by the name that the feature request gives to the list. */ -}}
{{- define "mcp-stack.extraEnvFrom" -}}
{{- with .Values.mcpContextForge.extraEnvVarsSecret }}
{{ toYaml . }}
{{- end }}
{{- end }}
