import type { Client } from '@kubb/plugin-client/clients/fetch';
import { type CreateClient, apiError } from '../foreign-client.ts';
import * as api from '../generated/kubb/index.ts';

/** The generated functions validate what they send and receive with the schemas of zod. */
export const create: CreateClient = (address, token) => {
  const config = { client: connect(address.replace(/\/$/, ''), token) };

  return {
    async listDomains(page, per) {
      const { resources, pagination } = await api.domainsList({ page, per }, config);
      return { domains: resources, totalPages: pagination?.total_pages };
    },
    async createDomain(name) {
      const password = 'Secret123';
      const request = { name, postmaster_password: password, postmaster_password_confirmation: password };
      return (await api.domainsCreate(request, config)).resource_code;
    },
    getDomain: async (code) => (await api.domainsGet(code, config)).resources[0],
    setAntispamLevel: async (code, antispam_level) => void (await api.domainsUpdate(code, { antispam_level }, config)),
    verifyOwnership: async (code) => void (await api.domainsVerifyDnsOwnership(code, config)),
    deleteDomain: async (code) => void (await api.domainsDelete(code, config)),
    exportSuppressionList: async () => ((await api.suppressionListsExport(config)) as File).text(),
    webhookKind: (body) => api.domainCreateEventSchema.parse(body).action_type,
  };
};

function connect(address: string, token: string): Client {
  return async ({ url, method, params, data }) => {
    const query = new URLSearchParams(Object.entries(params ?? {}).map(([name, value]) => [name, String(value)]));
    const response = await fetch(`${address}${url}?${query}`, {
      method,
      headers: { 'X-Api-Token': token, 'Content-Type': 'application/json' },
      body: data === undefined ? undefined : JSON.stringify(data),
    });

    if (!response.ok) {
      throw apiError(response.status, api.errorResponseSchema.parse(await response.json()));
    }

    const { status, statusText, headers } = response;
    return { data: await read(response), status, statusText, headers };
  };
}

async function read(response: Response) {
  const type = response.headers.get('content-type') ?? '';
  return type.includes('json') ? response.json() : type.includes('csv') ? new File([await response.blob()], 'export.csv') : undefined;
}
