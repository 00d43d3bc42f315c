{{- define "mcp-stack.fullname" -}}
{{ .Release.Name }}-mcp-stack
{{- end }}
{{- define "mcp-stack.labels" -}}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
{{- define "mcp-stack.postgresSecretName" -}}
{{ .Values.postgres.existingSecret | default (printf "%s-postgres-secret" (include "mcp-stack.fullname" .)) }}
{{- end }}
