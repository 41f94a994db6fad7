{{/* One rule of what may be called. Arguments: { to, ports }. */}}
{{- define "aftersales.egress" -}}
- to: {{- toYaml .to | nindent 4 }}
  ports:
    {{- range .ports }}
    - port: {{ . }}
    {{- end }}
{{- end }}

{{- define "aftersales.dns" -}}
{{- $dns := .Values.networkPolicy.dns -}}
- to: {{- toYaml $dns.to | nindent 4 }}
  ports:
    {{- range $dns.ports }}
    - port: {{ . }}
      protocol: UDP
    - port: {{ . }}
      protocol: TCP
    {{- end }}
{{- end }}
