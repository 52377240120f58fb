import createClient from 'openapi-fetch';
import { type CreateClient, apiError } from '../foreign-client.ts';
import type { components, paths } from '../generated/openapi-typescript.ts';

export const create: CreateClient = (address, token) => {
  const api = createClient<paths>({ baseUrl: address, headers: { 'X-Api-Token': token } });

  return {
    async listDomains(page, per) {
      const { data } = await api.GET('/api/domains', { params: { query: { page, per } } });
      return { domains: data!.resources, totalPages: data!.pagination?.total_pages };
    },
    async createDomain(name) {
      const password = 'Secret123';
      const { data, error, response } = await api.POST('/api/domains', {
        body: { name, postmaster_password: password, postmaster_password_confirmation: password },
      });

      if (error) {
        throw apiError(response.status, error);
      }

      return data.resource_code;
    },
    async getDomain(domain_code) {
      const { data, error, response } = await api.GET('/api/domains/{domain_code}', { params: { path: { domain_code } } });

      if (error) {
        throw apiError(response.status, error);
      }

      return data.resources[0];
    },
    async setAntispamLevel(domain_code, antispam_level) {
      await api.PUT('/api/domains/{domain_code}', { params: { path: { domain_code } }, body: { antispam_level } });
    },
    async verifyOwnership(domain_code) {
      await api.PUT('/api/domains/{domain_code}/dns_ownership_check', { params: { path: { domain_code } } });
    },
    async deleteDomain(domain_code) {
      await api.DELETE('/api/domains/{domain_code}', { params: { path: { domain_code } } });
    },
    async exportSuppressionList() {
      const { data } = await api.GET('/api/delivery/suppression_lists/export', { parseAs: 'text' });
      return data!;
    },
    webhookKind: (body) => (body as components['schemas']['DomainCreateEvent']).action_type,
  };
};
