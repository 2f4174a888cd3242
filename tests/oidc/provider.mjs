// A real OpenID Connect provider on loopback: who may sign in, and one client, come from the environment.
import Provider from 'oidc-provider'

const port = Number(process.env.OIDC_PORT)
const people = JSON.parse(process.env.OIDC_PEOPLE)
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: 'goldthread', client_secret: process.env.OIDC_SECRET, redirect_uris: [process.env.OIDC_CALLBACK],
    grant_types: ['authorization_code'], response_types: ['code']
  }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  findAccount: (context, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
  pkce: { required: () => true },
  cookies: { keys: ['only', 'for', 'tests'] }
})
provider.listen(port, '127.0.0.1', () => console.log('ready'))
