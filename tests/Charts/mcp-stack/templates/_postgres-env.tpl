{{- /* What the gateway and the migration Job are both told of Postgres. */ -}}
{{- define "mcp-stack.postgresEnv" -}}
{{- $secret := include "mcp-stack.postgresSecret" . -}}
{{- if .Values.postgres.external.enabled }}
- name: POSTGRES_HOST
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: host}}
- name: POSTGRES_PORT
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: port}}
- name: POSTGRES_DB
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: dbname}}
- name: POSTGRES_USER
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: user}}
- name: POSTGRES_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: password}}
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
