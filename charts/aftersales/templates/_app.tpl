{{- define "aftersales.serviceAccount" }}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ .root.Release.Name }}-{{ .name }}
  labels: {{- include "aftersales.labels" . | nindent 4 }}
# Nothing of ours asks Kubernetes anything; the sidecar's identity token is mounted by Dapr.
automountServiceAccountToken: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets: {{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- end }}

{{- define "aftersales.service" }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .root.Release.Name }}-{{ .name }}
  labels: {{- include "aftersales.labels" . | nindent 4 }}
spec:
  type: ClusterIP
  selector: {{- include "aftersales.selector" . | nindent 4 }}
  ports:
    {{- if eq .name "gateway" }}
    - name: grpc
      port: 5000
      targetPort: grpc
      appProtocol: kubernetes.io/h2c
    {{- end }}
    # Services are called through their sidecars alone; this port has health and metrics, and the gateway's JSON API.
    - name: http
      port: 5001
      targetPort: http
{{- end }}

{{- define "aftersales.deployment" }}
{{- $values := .root.Values }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .root.Release.Name }}-{{ .name }}
  labels: {{- include "aftersales.labels" . | nindent 4 }}
spec:
  {{- if not .app.autoscaling.enabled }}
  replicas: {{ .app.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  minReadySeconds: 5
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  selector:
    matchLabels: {{- include "aftersales.selector" . | nindent 6 }}
  template:
    metadata:
      labels: {{- include "aftersales.labels" . | nindent 8 }}
      annotations: {{- include "aftersales.daprAnnotations" . | nindent 8 }}
    spec:
      serviceAccountName: {{ .root.Release.Name }}-{{ .name }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      securityContext: {{- include "aftersales.podSecurity" . | nindent 8 }}
      # Serving on, draining, and some seconds for the sidecar, which goes last.
      terminationGracePeriodSeconds: {{ add $values.shutdown.preStopSeconds $values.shutdown.drainSeconds 15 }}
      {{- with .app.priorityClassName }}
      priorityClassName: {{ . }}
      {{- end }}
      {{- with .app.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .app.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- if .app.spread.enabled }}
      topologySpreadConstraints:
        {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
        - topologyKey: {{ . }}
          maxSkew: 1
          whenUnsatisfiable: {{ $.app.spread.whenUnsatisfiable }}
          labelSelector:
            matchLabels: {{- include "aftersales.selector" $ | nindent 14 }}
          # Pods of the old version must not decide where those of the new one go.
          matchLabelKeys: [pod-template-hash]
        {{- end }}
      {{- end }}
      containers:
        - name: app
          image: {{ include "aftersales.image" . }}
          imagePullPolicy: {{ $values.image.pullPolicy }}
          securityContext: {{- include "aftersales.containerSecurity" . | nindent 12 }}
          ports:
            - name: grpc
              containerPort: 5000
            - name: http
              containerPort: 5001
          env:
            # The runtime would otherwise want to write for debuggers.
            - name: DOTNET_EnableDiagnostics
              value: "0"
            {{- include "aftersales.environment" . | nindent 12 }}
          # A service listens only once its database answers. An outage of five minutes at a start is waited out in place.
          startupProbe:
            httpGet: { path: /healthz, port: http }
            periodSeconds: 2
            timeoutSeconds: 2
            failureThreshold: 150
          # Only whether the process answers. It never looks upstream: an outage elsewhere would restart healthy pods.
          livenessProbe:
            httpGet: { path: /healthz, port: http }
            periodSeconds: 10
            timeoutSeconds: 3
            failureThreshold: 3
          # The database answers and the sidecar has asked for the subscriptions, without which no event arrives (gateway: the sidecar takes connections).
          readinessProbe:
            httpGet: { path: /readyz, port: http }
            periodSeconds: 5
            timeoutSeconds: 3
            failureThreshold: 2
          lifecycle:
            # Goes on serving until everybody has stopped sending; the image has no shell that could sleep.
            preStop:
              sleep:
                seconds: {{ $values.shutdown.preStopSeconds }}
          resources: {{- toYaml .app.resources | nindent 12 }}
          volumeMounts:
            - name: files
              mountPath: /etc/aftersales/files
              readOnly: true
            {{- if and $values.policies.configMap (ne .name "gateway") }}
            - name: policies
              mountPath: /etc/aftersales/policies
              readOnly: true
            {{- end }}
            - name: temporary
              mountPath: /tmp
      volumes:
        - name: files
          projected:
            # 0440, as the number that every YAML reader agrees on.
            defaultMode: 288
            sources:
              {{- range $setting, $from := include "aftersales.files" . | fromJson }}
              - secret:
                  name: {{ include "aftersales.secretName" (dict "secret" $from.secret "name" $.name) }}
                  items:
                    - key: {{ $from.key }}
                      path: {{ include "aftersales.fileName" $setting }}
              {{- end }}
        {{- if and $values.policies.configMap (ne .name "gateway") }}
        - name: policies
          configMap:
            name: {{ $values.policies.configMap }}
            items: {{- toYaml $values.policies.items | nindent 14 }}
        {{- end }}
        - name: temporary
          emptyDir:
            sizeLimit: {{ .app.temporarySpace }}
{{- end }}

{{- define "aftersales.autoscaler" }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ .root.Release.Name }}-{{ .name }}
  labels: {{- include "aftersales.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ .root.Release.Name }}-{{ .name }}
  minReplicas: {{ .app.autoscaling.min }}
  maxReplicas: {{ .app.autoscaling.max }}
  metrics:
    # The app's container alone: an idle sidecar would make a busy app look half idle.
    - type: ContainerResource
      containerResource:
        name: cpu
        container: app
        target:
          type: Utilization
          averageUtilization: {{ .app.autoscaling.cpuPercent }}
  behavior:
    scaleUp:
      stabilizationWindowSeconds: 30
      policies:
        - type: Percent
          value: 100
          periodSeconds: 60
    # Slowly down: a new pod costs its start, its connections and an empty cache.
    scaleDown:
      stabilizationWindowSeconds: 600
      policies:
        - type: Pods
          value: 1
          periodSeconds: 120
{{- end }}

{{- define "aftersales.disruptionBudget" }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .root.Release.Name }}-{{ .name }}
  labels: {{- include "aftersales.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  # A pod that is not ready anyway must not keep a node from being drained.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{- include "aftersales.selector" . | nindent 6 }}
{{- end }}
