import { type CreateClient, apiError } from '../foreign-client.ts';
import { createClient } from '../generated/hey-api/client/index.ts';
import * as api from '../generated/hey-api/sdk.gen.ts';
import type { DomainCreateEvent } from '../generated/hey-api/types.gen.ts';

export const create: CreateClient = (address, token) => {
  const client = createClient({ baseUrl: address, auth: token });

  return {
    async listDomains(page, per) {
      const { data } = await api.domainsList({ client, query: { page, per }, throwOnError: true });
      return { domains: data.resources, totalPages: data.pagination?.total_pages };
    },
    async createDomain(name) {
      const password = 'Secret123';
      const { data, error, response } = await api.domainsCreate({
        client,
        body: { name, postmaster_password: password, postmaster_password_confirmation: password },
      });

      if (!data) {
        throw apiError(response!.status, error);
      }

      return data.resource_code;
    },
    async getDomain(domain_code) {
      const { data, error, response } = await api.domainsGet({ client, path: { domain_code } });

      if (!data) {
        throw apiError(response!.status, error);
      }

      return data.resources[0];
    },
    async setAntispamLevel(domain_code, antispam_level) {
      await api.domainsUpdate({ client, path: { domain_code }, body: { antispam_level }, throwOnError: true });
    },
    async verifyOwnership(domain_code) {
      await api.domainsVerifyDnsOwnership({ client, path: { domain_code }, throwOnError: true });
    },
    async deleteDomain(domain_code) {
      await api.domainsDelete({ client, path: { domain_code }, throwOnError: true });
    },
    async exportSuppressionList() {
      const { data } = await api.suppressionListsExport({ client, parseAs: 'text', throwOnError: true });
      return data as unknown as string;
    },
    webhookKind: (body) => (body as DomainCreateEvent).action_type,
  };
};
