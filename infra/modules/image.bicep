// The image that runs now. At the very first time there is none: then Microsoft's small sample
// page stands in, on the assistant's port, until azd deploys the assistant's own.
param name string
param exists bool

resource running 'Microsoft.App/containerApps@2024-03-01' existing = if (exists) {
  name: name
}

output image string = exists ? running.properties.template.containers[0].image : 'mcr.microsoft.com/azuredocs/aci-helloworld:latest'
