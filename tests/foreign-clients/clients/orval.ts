import { type CreateClient, apiError } from '../foreign-client.ts';
import * as api from '../generated/orval/client.ts';
import { connect } from '../orval-fetch.ts';

export const create: CreateClient = (address, token) => {
  const call = <T>(send: () => Promise<T>) => {
    connect(address, token);
    return send();
  };

  return {
    async listDomains(page, per) {
      const { data, status } = await call(() => api.domainsList({ page, per }));

      if (status !== 200) {
        throw apiError(status, data);
      }

      return { domains: data.resources, totalPages: data.pagination?.total_pages };
    },
    async createDomain(name) {
      const password = 'Secret123';
      const { data, status } = await call(() =>
        api.domainsCreate({ name, postmaster_password: password, postmaster_password_confirmation: password }),
      );

      if (status !== 200 && status !== 201) {
        throw apiError(status, data);
      }

      return data.resource_code;
    },
    async getDomain(code) {
      const { data, status } = await call(() => api.domainsGet(code));

      if (status !== 200) {
        throw apiError(status, data);
      }

      return data.resources[0];
    },
    setAntispamLevel: async (code, antispam_level) => void (await call(() => api.domainsUpdate(code, { antispam_level }))),
    verifyOwnership: async (code) => void (await call(() => api.domainsVerifyDnsOwnership(code))),
    deleteDomain: async (code) => void (await call(() => api.domainsDelete(code))),
    exportSuppressionList: async () => (await call(() => api.suppressionListsExport())).data as unknown as string,
    webhookKind: (body) => (body as api.DomainCreateEvent).action_type,
  };
};
