// A certified OpenID provider on loopback, dressed as a tenant of Entra.
// node provider.mjs PORT TENANT CLIENT SECRET REDIRECT CERTIFICATE KEY SIGNING_KEY
import fs from "node:fs";
import https from "node:https";
import { Provider } from "oidc-provider";

const [, , port, tenant, client, secret, redirect, certificate, key, signing] = process.argv;
const below = `/${tenant}/v2.0`;
const people = {
  olu: { oid: "aaaaaaaa-0000-0000-0000-000000000001", name: "Olu Officer", roles: ["Governance.Officer"] },
  sam: { oid: "aaaaaaaa-0000-0000-0000-000000000003", name: "Sam Staff" },
};

const provider = new Provider(`https://localhost:${port}${below}`, {
  clients: [
    {
      client_id: client,
      client_secret: secret,
      redirect_uris: [redirect],
      token_endpoint_auth_method: "client_secret_post",
      grant_types: ["authorization_code"],
      response_types: ["code"],
    },
  ],
  jwks: { keys: [JSON.parse(fs.readFileSync(signing))] },
  pkce: { required: () => true },
  conformIdTokenClaims: false,
  claims: { openid: ["sub", "oid", "tid", "roles", "name"] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: async () => ({ sub: `pairwise-${id}`, tid: tenant, ...people[id] }),
  }),
  features: { devInteractions: { enabled: true } },
  cookies: { keys: ["made-up"] },
  ttl: { AccessToken: 300, Grant: 600, IdToken: 300, Interaction: 600, Session: 600 },
});

const answer = provider.callback();
const tls = { cert: fs.readFileSync(certificate), key: fs.readFileSync(key) };
https
  .createServer(tls, (request, response) => {
    if (!request.url.startsWith(`${below}/`)) {
      response.statusCode = 404;
      response.end();
      return;
    }
    request.originalUrl = request.url;
    request.url = request.url.slice(below.length);
    answer(request, response);
  })
  .listen(Number(port), "127.0.0.1", () => console.log("ready"));
