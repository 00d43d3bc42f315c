{{- /* What the gateway and the migration Job are both told of Postgres. */ -}}
{{- define "mcp-stack.postgresEnv" -}}
{{- $secret := include "mcp-stack.postgresSecret" . -}}
{{- if .Values.postgres.external.enabled }}
- name: POSTGRES_HOST
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: {{ .Values.postgres.external.hostKey }}}}
- name: POSTGRES_PORT
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: {{ .Values.postgres.external.portKey }}}}
- name: POSTGRES_DB
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: {{ .Values.postgres.external.databaseKey }}}}
- name: POSTGRES_USER
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: {{ .Values.postgres.external.userKey }}}}
- name: POSTGRES_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: {{ .Values.postgres.external.passwordKey }}}}
{{- else }}
- name: POSTGRES_HOST
  value: {{ include "mcp-stack.fullname" . }}-postgres
- name: POSTGRES_PORT
  value: {{ .Values.mcpContextForge.env.postgres.port | quote }}
- name: POSTGRES_DB
  value: {{ .Values.mcpContextForge.env.postgres.db | quote }}
- name: POSTGRES_USER
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: POSTGRES_USER}}
- name: POSTGRES_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: POSTGRES_PASSWORD}}
{{- end }}
- name: DATABASE_URL
  value: postgresql+psycopg://$(POSTGRES_USER):$(POSTGRES_PASSWORD)@$(POSTGRES_HOST):$(POSTGRES_PORT)/$(POSTGRES_DB)
{{- end }}
