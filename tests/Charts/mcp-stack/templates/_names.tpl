{{- define "mcp-stack.fullname" -}}
{{- $name := .Values.global.nameOverride | default .Chart.Name -}}
{{- if .Values.global.fullnameOverride -}}
{{ .Values.global.fullnameOverride }}
{{- else if contains $name .Release.Name -}}
{{ .Release.Name }}
{{- else -}}
{{ .Release.Name }}-{{ $name }}
{{- end -}}
{{- end }}

{{- define "mcp-stack.labels" -}}
app.kubernetes.io/name: {{ include "mcp-stack.fullname" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "mcp-stack.postgresSecret" -}}
{{- if .Values.postgres.external.enabled -}}
{{ .Values.postgres.external.existingSecret | default (printf "%s-postgres-external" (include "mcp-stack.fullname" .)) }}
{{- else -}}
{{ .Values.postgres.existingSecret | default (printf "%s-postgres-secret" (include "mcp-stack.fullname" .)) }}
{{- end -}}
{{- end }}

{{- define "mcp-stack.redisSecret" -}}
{{ .Values.redis.auth.existingSecret | default (printf "%s-redis-secret" (include "mcp-stack.fullname" .)) }}
{{- end }}
