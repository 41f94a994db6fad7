{{/* Labels by which an app's pods are found; they never change. */}}
{{- define "aftersales.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{/* All labels of an object. */}}
{{- define "aftersales.labels" -}}
{{ include "aftersales.selector" . }}
app.kubernetes.io/part-of: aftersales
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{/* Everything there is to run: name → what it gets, as JSON (a template gives text only). */}}
{{- define "aftersales.apps" -}}
{{- $apps := dict }}
{{- range $name, $own := merge (dict "gateway" .Values.gateway) .Values.services }}
{{- $_ := set $apps $name (mustMergeOverwrite (deepCopy $.Values.defaults) (deepCopy ($own | default dict))) }}
{{- end }}
{{- $apps | toJson }}
{{- end }}

{{- define "aftersales.image" -}}
{{- $image := .app.image -}}
{{- $path := printf "%s/%s" .root.Values.image.repository ($image.name | default .name) -}}
{{- if $image.digest }}{{ $path }}@{{ $image.digest }}{{ else }}{{ $path }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}{{ end }}
{{- end }}

{{- define "aftersales.secretName" -}}
{{ .secret | replace "{app}" .name }}
{{- end }}

{{/* What the Pod Security Standard "restricted" asks of a pod … */}}
{{- define "aftersales.podSecurity" -}}
runAsNonRoot: true
fsGroup: 1654
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* … and of a container. 1654 is the user "app" of the .NET images. */}}
{{- define "aftersales.containerSecurity" -}}
runAsNonRoot: true
runAsUser: 1654
runAsGroup: 1654
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* The variable of a setting: "Tax:AppKey" → Tax__AppKey. */}}
{{- define "aftersales.variable" -}}
{{ . | replace ":" "__" }}
{{- end }}

{{- define "aftersales.fromSecret" -}}
- name: {{ include "aftersales.variable" .setting }}
  valueFrom:
    secretKeyRef:
      name: {{ include "aftersales.secretName" (dict "secret" .from.secret "name" .name) }}
      key: {{ .from.key }}
{{- end }}

{{/* The files of an app: setting → { secret, key }, as JSON. They are mounted in one folder, each named after its setting. */}}
{{- define "aftersales.files" -}}
{{- $values := .root.Values }}
{{- $files := dict "Identity:KeySet" $values.identity.keySet "Identity:ServiceKey" $values.identity.serviceKey }}
{{- if ne .name "gateway" }}
{{- $_ := set $files "Vault:KeyFile" $values.vault.key }}
{{- if and $values.database.tls.rootCertificate.secret (not $values.database.embedded) }}{{ $_ := set $files "Store:RootCertificate" $values.database.tls.rootCertificate }}{{ end }}
{{- end }}
{{- merge (deepCopy .app.files) $files | toJson }}
{{- end }}

{{- define "aftersales.fileName" -}}
{{ . | replace ":" "-" | lower }}
{{- end }}

{{/* Settings of an app that stand in clear, as JSON. */}}
{{- define "aftersales.settings" -}}
{{- $values := .root.Values }}
{{- $settings := dict "Environment" $values.environment "Identity:Issuer" $values.identity.issuer "Identity:Audience" $values.identity.audience "Metrics" "true" "Logging:Format" $values.logging.format }}
{{- if eq .name "gateway" }}
{{- with $values.identity.authority }}{{ $_ := set $settings "Identity:Authority" . }}{{ end }}
{{- else }}
{{- $_ := set $settings "PubSub" $values.dapr.pubsub.name }}
{{- if $values.database.embedded }}{{ $_ := set $settings "Store" "sqlite:/tmp/store.db" }}{{ else }}{{ $_ := set $settings "Store:SslMode" $values.database.tls.mode }}{{ end }}
{{- if $values.migrations.enabled }}{{ $_ := set $settings "Migrations" "expect" }}{{ end }}
{{- if $values.policies.configMap }}{{ $_ := set $settings "PolicyFolder" "/etc/aftersales/policies" }}{{ end }}
{{- end }}
{{- with $values.telemetry.otlpEndpoint }}{{ $_ := set $settings "OTEL_EXPORTER_OTLP_ENDPOINT" . }}{{ end }}
{{- range $category, $level := $values.logging.levels }}{{ $_ := set $settings (printf "Logging:LogLevel:%s" $category) $level }}{{ end }}
{{- merge (deepCopy .app.settings) $settings | toJson }}
{{- end }}

{{/* Settings of an app that come from Secrets, as JSON. */}}
{{- define "aftersales.secrets" -}}
{{- $values := .root.Values }}
{{- $secrets := dict "DAPR_API_TOKEN" (dict "secret" $values.dapr.tokens.sidecar "key" "token") }}
{{- if ne .name "gateway" }}
{{- $_ := set $secrets "APP_API_TOKEN" (dict "secret" $values.dapr.tokens.app "key" "token") }}
{{- if not $values.database.embedded }}{{ $_ := set $secrets "Store" $values.database.connection }}{{ end }}
{{- end }}
{{- if $values.cache.redis.secret }}{{ $_ := set $secrets "Redis" $values.cache.redis }}{{ end }}
{{- merge (deepCopy .app.secrets) $secrets | toJson }}
{{- end }}

{{/* The environment of an app. */}}
{{- define "aftersales.environment" -}}
{{- range $setting, $value := include "aftersales.settings" . | fromJson }}
- name: {{ include "aftersales.variable" $setting }}
  value: {{ $value | quote }}
{{- end }}
{{- range $setting, $file := include "aftersales.files" . | fromJson }}
- name: {{ include "aftersales.variable" $setting }}
  value: /etc/aftersales/files/{{ include "aftersales.fileName" $setting }}
{{- end }}
{{- range $setting, $from := include "aftersales.secrets" . | fromJson }}
{{ include "aftersales.fromSecret" (dict "setting" $setting "from" $from "name" $.name) }}
{{- end }}
{{- end }}

{{/* Which app calls which: callee → callers, out of the contracts. */}}
{{- define "aftersales.callers" -}}
{{- (.Files.Get "files/access.yaml" | fromYaml).access | toJson }}
{{- end }}
