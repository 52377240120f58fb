import { type CreateClient, apiError } from '../foreign-client.ts';
import { Api, type DomainCreateEvent, type ErrorResponse, type HttpResponse } from '../generated/swagger-typescript-api/client.ts';

export const create: CreateClient = (address, token) => {
  const { api } = new Api({ baseUrl: address.replace(/\/$/, ''), baseApiParams: { headers: { 'X-Api-Token': token } } });
  const throwApiError = (response: HttpResponse<unknown, ErrorResponse>) => {
    throw apiError(response.status, response.error);
  };

  return {
    async listDomains(page, per) {
      const { data } = await api.domainsList({ page, per });
      return { domains: data.resources, totalPages: data.pagination?.total_pages };
    },
    async createDomain(name) {
      const password = 'Secret123';
      const request = { name, postmaster_password: password, postmaster_password_confirmation: password };
      const { data } = await api.domainsCreate(request).catch(throwApiError);
      return data.resource_code;
    },
    getDomain: async (code) => (await api.domainsGet(code).catch(throwApiError)).data.resources[0],
    setAntispamLevel: async (code, antispam_level) => void (await api.domainsUpdate(code, { antispam_level })),
    verifyOwnership: async (code) => void (await api.domainsVerifyDnsOwnership(code)),
    deleteDomain: async (code) => void (await api.domainsDelete(code)),
    exportSuppressionList: async () => (await api.suppressionListsExport({ format: 'text' })).data as unknown as string,
    webhookKind: (body) => (body as DomainCreateEvent).action_type,
  };
};
