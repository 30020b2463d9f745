// Everything that the assistant needs in Azure, in one resource group that is there already.
// What it creates, why, and what it costs: docs/deployment.md.
targetScope = 'resourceGroup'

@minLength(2)
@maxLength(12)
@description('A short name for this copy, for example live or trial. Part of every name below.')
param environmentName string

@description('Region of everything but the bot registration, which is global.')
param location string = resourceGroup().location

@minLength(2)
@maxLength(42)
@description('What people see in the Azure portal. The name in Teams is in the app package.')
param botDisplayName string = 'AI policy assistant'

@description('Tenants whose people may talk to the bot. The council\'s own is enough.')
param allowedTenants array = [tenant().tenantId]

@description('App registration with which people sign in to the pages: docs/sign-in.md. Empty: none.')
param signInClientId string = ''

@allowed(['tenant', 'anybody'])
@description('Who may read the policies in a browser: whoever is signed in, or anybody.')
param policyReaders string = 'tenant'

@description('The public address, without https://, if it is not the one that Azure gives.')
param customHost string = ''

@description('Make a PostgreSQL server here. Otherwise give databaseUrl.')
param postgres bool = true

@secure()
@minLength(12)
@description('Password of the server made here. azd invents it once and keeps it in the key vault.')
param postgresPassword string

@secure()
@minLength(12)
@description('Of it keys are made that the database must not give away. azd invents it once, likewise.')
param stateSecret string

@secure()
@description('Address of a PostgreSQL server that is there already: postgresql://...?sslmode=require')
param databaseUrl string = ''

@minValue(1)
@maxValue(5)
@description('Copies that run at once at most. One does for 10,000 staff; two survive a fault.')
param mostReplicas int = 1

@description('Further settings of docs/teams.md, such as { name: \'LANGUAGE\', value: \'cy\' }; none is secret.')
param settings array = []

@secure()
@description('Address of the git repository that has the policies, if a token to read it is in it.')
param gitAddress string = ''

@description('Who is told by e-mail of a fault and of the budget. Roles rather than people.')
param alertEmails array = []

@description('Monthly budget in the currency of the subscription; 0 for none.')
param monthlyBudget int = 0

@description('First day of the month in which the budget begins, for example 2027-01-01.')
param budgetFrom string = '2027-01-01'

@description('Set by azd: who deploys, who must read the password again at the next deployment.')
param deployerId string = ''

@description('Set by azd: whether the app is there already, so that its image is kept.')
param assistantExists bool = false

var suffix = uniqueString(resourceGroup().id, environmentName)
var tags = { 'azd-env-name': environmentName, product: 'ai-policy-assistant' }
var appName = 'assistant-${environmentName}'

// The bot's own identity: no secret, so nothing that expires.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-assistant-${environmentName}'
  location: location
  tags: tags
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'assistant${suffix}'
  location: location
  tags: tags
  sku: { name: 'Basic' }
  properties: { adminUserEnabled: false }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-${suffix}'
  location: location
  tags: tags
  properties: {
    sku: { family: 'A', name: 'standard' }
    tenantId: tenant().tenantId
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
  }
}

var mayPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d' // AcrPull
var mayReadSecrets = '4633458b-17de-408a-b874-0445c86b69e6' // Key Vault Secrets User

resource pull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, identity.id, mayPull)
  scope: registry
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', mayPull)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource readSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, mayReadSecrets)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', mayReadSecrets)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource readAgain 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerId)) {
  name: guid(vault.id, deployerId, mayReadSecrets)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', mayReadSecrets)
    principalId: deployerId
  }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-assistant-${environmentName}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
    workspaceCapping: { dailyQuotaGb: 1 }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-assistant-${environmentName}'
  location: location
  tags: tags
  kind: 'web'
  properties: { Application_Type: 'web', WorkspaceResourceId: logs.id }
}

module network 'modules/network.bicep' = {
  name: 'network'
  params: { name: 'vnet-assistant-${environmentName}', location: location, tags: tags }
}

module database 'modules/database.bicep' = if (postgres) {
  name: 'database'
  params: {
    name: 'psql-${suffix}'
    location: location
    tags: tags
    networkId: network.outputs.id
    subnetId: network.outputs.dataSubnetId
    password: postgresPassword
    vaultName: vault.name
  }
}

// A server made here writes the same secret from its own module.
resource givenAddress 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!postgres) {
  parent: vault
  name: 'database-url'
  properties: { value: databaseUrl }
}

// azd keeps the password that it invented here.
resource password 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (postgres) {
  parent: vault
  name: 'postgres-password'
  properties: { value: postgresPassword }
}

resource stateKey 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'state-secret'
  properties: { value: stateSecret }
}

module current 'modules/image.bicep' = {
  name: 'image'
  params: { name: appName, exists: assistantExists }
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: appName
    location: location
    tags: tags
    suffix: suffix
    image: current.outputs.image
    healthPath: assistantExists ? '/healthz' : '/'
    identityId: identity.id
    clientId: identity.properties.clientId
    allowedTenants: allowedTenants
    signInClientId: signInClientId
    policyReaders: policyReaders
    customHost: customHost
    registryServer: registry.properties.loginServer
    vaultUri: vault.properties.vaultUri
    logsName: logs.name
    insightsConnection: insights.properties.ConnectionString
    subnetId: network.outputs.appsSubnetId
    mostReplicas: mostReplicas
    settings: settings
    gitAddress: gitAddress
  }
  dependsOn: [pull, readSecrets, database, givenAddress, stateKey]
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    name: 'bot-assistant-${suffix}'
    displayName: botDisplayName
    tags: tags
    endpoint: '${app.outputs.address}/api/messages'
    identityId: identity.id
    clientId: identity.properties.clientId
  }
}

module watch 'modules/watch.bicep' = if (!empty(alertEmails)) {
  name: 'watch'
  params: {
    name: 'assistant-${environmentName}'
    location: location
    tags: tags
    insightsId: insights.id
    address: '${app.outputs.address}/readyz'
    emails: alertEmails
    monthlyBudget: monthlyBudget
    budgetFrom: budgetFrom
  }
}

output AZURE_CONTAINER_REGISTRY_ENDPOINT string = registry.properties.loginServer
output AZURE_KEY_VAULT_NAME string = vault.name
output BOT_ID string = identity.properties.clientId
output BOT_TENANT_ID string = tenant().tenantId
output PUBLIC_URL string = app.outputs.address
