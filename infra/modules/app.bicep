// The assistant itself, on Container Apps: one small container that is always there, since Teams
// gives an answer 15 seconds and no more.
param name string
param location string
param tags object
param suffix string
param image string
param healthPath string
param identityId string
param clientId string
param allowedTenants array
param signInClientId string
param policyReaders string
param customHost string
param registryServer string
param vaultUri string
param logsName string
param subnetId string
param mostReplicas int
param settings array

@secure()
param gitAddress string

@secure()
param insightsConnection string

var port = 3978

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: logsName
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: 'cae-${name}'
  location: location
  tags: tags
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
    vnetConfiguration: { infrastructureSubnetId: subnetId, internal: false }
    workloadProfiles: [
      { name: 'Consumption', workloadProfileType: 'Consumption' }
    ]
  }
}

// Policy sets that were served, so that an old answer can be shown on its own text.
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'st${suffix}'
  location: location
  tags: tags
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
  }
}

resource files 'Microsoft.Storage/storageAccounts/fileServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource share 'Microsoft.Storage/storageAccounts/fileServices/shares@2023-05-01' = {
  parent: files
  name: 'sets'
  properties: { shareQuota: 1 }
}

resource storage 'Microsoft.App/managedEnvironments/storages@2024-03-01' = {
  parent: environment
  name: 'sets'
  properties: {
    azureFile: {
      accountName: account.name
      accountKey: account.listKeys().keys[0].value
      shareName: share.name
      accessMode: 'ReadWrite'
    }
  }
}

var host = empty(customHost) ? '${name}.${environment.properties.defaultDomain}' : customHost
var probe = {
  httpGet: { path: healthPath, port: port }
  timeoutSeconds: 5
}

var always = [
  { name: 'HOST', value: '0.0.0.0' }
  { name: 'PORT', value: string(port) }
  { name: 'PUBLIC_URL', value: 'https://${host}' }
  { name: 'BOT_TYPE', value: 'UserAssignedMsi' }
  { name: 'CLIENT_ID', value: clientId }
  { name: 'TENANT_ID', value: tenant().tenantId }
  { name: 'ALLOWED_TENANTS', value: join(allowedTenants, ',') }
  { name: 'SIGN_IN_CLIENT_ID', value: signInClientId }
  { name: 'POLICY_READERS', value: policyReaders }
  // Filled from the image at the first start; officers change the policies there.
  { name: 'POLICIES', value: 'data/sets/policies' }
  { name: 'WATCH_POLICIES', value: 'polling' }
  { name: 'DATABASE_URL', secretRef: 'database-url' }
  { name: 'STATE_SECRET', secretRef: 'state-secret' }
  { name: 'METRICS_PORT', value: '9464' }
  { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', secretRef: 'insights' }
  // Microsoft's exporter would otherwise report on itself to Microsoft.
  { name: 'APPLICATIONINSIGHTS_STATSBEAT_DISABLED_ALL', value: 'true' }
]
var fromGit = empty(gitAddress) ? [] : [{ name: 'GIT_ADDRESS', secretRef: 'git-address' }]
var secretOfGit = empty(gitAddress) ? [] : [{ name: 'git-address', value: gitAddress }]
var secrets = [
  { name: 'database-url', keyVaultUrl: '${vaultUri}secrets/database-url', identity: identityId }
  { name: 'state-secret', keyVaultUrl: '${vaultUri}secrets/state-secret', identity: identityId }
  { name: 'insights', value: insightsConnection }
]

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'assistant' })
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    managedEnvironmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: port
        transport: 'http'
        allowInsecure: false
        stickySessions: { affinity: 'sticky' }
      }
      registries: [
        { server: registryServer, identity: identityId }
      ]
      secrets: concat(secrets, secretOfGit)
    }
    template: {
      terminationGracePeriodSeconds: 30
      scale: { minReplicas: 1, maxReplicas: mostReplicas }
      volumes: [
        {
          name: 'sets'
          storageType: 'AzureFile'
          storageName: storage.name
          mountOptions: 'uid=10001,gid=10001,dir_mode=0750,file_mode=0640,nobrl'
        }
      ]
      containers: [
        {
          name: 'assistant'
          image: image
          resources: { cpu: json('0.75'), memory: '1.5Gi' }
          volumeMounts: [
            { volumeName: 'sets', mountPath: '/app/data/sets' }
          ]
          env: concat(always, settings, fromGit)
          probes: [
            union(probe, { type: 'Startup', periodSeconds: 5, failureThreshold: 24 })
            union(probe, { type: 'Liveness', periodSeconds: 20, failureThreshold: 3 })
            // Not /readyz: what that watches is shared, so a replica taken out repairs nothing.
            union(probe, { type: 'Readiness', periodSeconds: 10, failureThreshold: 3 })
          ]
        }
      ]
    }
  }
}

output address string = 'https://${host}'
