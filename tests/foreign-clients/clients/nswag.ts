import { type CreateClient, apiError } from '../foreign-client.ts';
import {
  CreateDomainRequest, DomainCreateEvent, DomainsClient, type ErrorResponse, SuppressionListsClient, UpdateDomainRequest,
} from '../generated/nswag/client.ts';

export const create: CreateClient = (address, token) => {
  const http = {
    fetch: (url: RequestInfo, init?: RequestInit) =>
      fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>), 'X-Api-Token': token } }),
  };
  const baseUrl = address.replace(/\/$/, '');
  const domains = new DomainsClient(baseUrl, http);
  // The generated exception class is not exported.
  const throwApiError = (error: Partial<{ status: number; result: ErrorResponse }>): never => {
    throw error.status === undefined ? error : apiError(error.status, error.result);
  };

  return {
    async listDomains(page, per) {
      const { resources, pagination } = await domains.list(page, per, undefined, undefined, undefined);
      return { domains: resources as never, totalPages: pagination?.total_pages };
    },
    async createDomain(name) {
      const password = 'Secret123';
      const request = new CreateDomainRequest({ name, postmaster_password: password, postmaster_password_confirmation: password });
      return (await domains.create(request).catch(throwApiError)).resource_code;
    },
    getDomain: async (code) => (await domains.get(code).catch(throwApiError)).resources[0] as never,
    setAntispamLevel: (code, antispam_level) => domains.update(new UpdateDomainRequest({ antispam_level: antispam_level as never }), code),
    verifyOwnership: (code) => domains.verifyDnsOwnership(code),
    deleteDomain: (code) => domains.delete(code),
    exportSuppressionList: async () => (await new SuppressionListsClient(baseUrl, http).export()).data.text(),
    webhookKind: (body) => DomainCreateEvent.fromJS(body).action_type,
  };
};
