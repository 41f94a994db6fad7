{{- define "aftersales.daprAnnotations" -}}
{{- $dapr := .root.Values.dapr -}}
{{- $shutdown := .root.Values.shutdown -}}
dapr.io/enabled: "true"
dapr.io/app-id: {{ .name }}
dapr.io/config: {{ .root.Release.Name }}-{{ .name }}
{{- if ne .name "gateway" }}
dapr.io/app-port: "5000"
dapr.io/app-protocol: grpc
# Subscriptions are asked for after the first good answer: without this check a sidecar that starts first can lose them silently.
dapr.io/enable-app-health-check: "true"
dapr.io/app-health-probe-interval: "3"
dapr.io/app-health-probe-timeout: "1000"
dapr.io/app-health-threshold: "3"
dapr.io/app-token-secret: {{ $dapr.tokens.app }}
{{- end }}
dapr.io/api-token-secret: {{ $dapr.tokens.sidecar }}
dapr.io/max-body-size: {{ $dapr.maxBodySize }}
dapr.io/read-buffer-size: {{ $dapr.readBufferSize }}
# The sidecar is told to go when the app is, and would cut the app's calls at once: it waits until the app is gone, at most as long as the app may take.
dapr.io/block-shutdown-duration: {{ add $shutdown.preStopSeconds $shutdown.drainSeconds }}s
dapr.io/graceful-shutdown-seconds: "10"
dapr.io/log-as-json: "true"
dapr.io/log-level: {{ $dapr.logLevel }}
dapr.io/metrics-port: "9090"
dapr.io/sidecar-cpu-request: {{ $dapr.resources.cpuRequest | quote }}
dapr.io/sidecar-cpu-limit: {{ $dapr.resources.cpuLimit | quote }}
dapr.io/sidecar-memory-request: {{ $dapr.resources.memoryRequest }}
dapr.io/sidecar-memory-limit: {{ $dapr.resources.memoryLimit }}
dapr.io/sidecar-seccomp-profile-type: RuntimeDefault
# Secrets come as files and variables; a sidecar needs no right to read them.
dapr.io/disable-builtin-k8s-secret-store: "true"
# No actors, no jobs.
dapr.io/placement-host-address: ""
dapr.io/scheduler-host-address: ""
{{- end }}

{{/* "complaint=a,b;refund=c", as components take scopes. Arguments: name → topics. */}}
{{- define "aftersales.scopes" -}}
{{- $parts := list }}
{{- range $name, $topics := . }}{{ $parts = append $parts (printf "%s=%s" $name (join "," $topics)) }}{{ end }}
{{- join ";" $parts }}
{{- end }}

{{/* One entry of a component's metadata that comes from a Secret. */}}
{{- define "aftersales.componentSecret" -}}
- name: {{ .field }}
  secretKeyRef:
    name: {{ .from.secret }}
    key: {{ .from.key }}
{{- end }}
