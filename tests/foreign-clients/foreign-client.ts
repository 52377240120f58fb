/** The operations that the scenario needs. Each adapter in clients/ implements them with the code of one generator. */
export interface ForeignClient {
  /** Gets one page of the domains. */
  listDomains(page: number, size: number): Promise<{ domains: Domain[]; totalPages?: number | null }>;

  /** Creates a domain and returns its code. Rejects with an ApiError if the API rejects the request. */
  createDomain(name: string): Promise<string>;

  getDomain(code: string): Promise<Domain>;

  setAntispamLevel(code: string, level: 0 | 1 | 2 | 3): Promise<void>;

  verifyOwnership(code: string): Promise<void>;

  deleteDomain(code: string): Promise<void>;

  /** Downloads the suppression list as CSV. */
  exportSuppressionList(): Promise<string>;

  /** Reads the body of a webhook with the generated type, and returns its kind. */
  webhookKind(body: unknown): string | null | undefined;
}

/** The fields of a domain that the scenario reads, with the types that generators use for them. */
export interface Domain {
  code: string;
  name?: string | null;
  status?: string | null;
  status_detail?: string | null;
  antispam_level?: number | null;
  created_at?: string | Date | null;
  activated_at?: string | null;
}

/** An error response, with its status and the fields that its body lists. */
export class ApiError extends Error {
  constructor(readonly status: number, readonly fields: (string | null | undefined)[]) {
    super(`The API rejected the request with ${status}.`);
  }
}

/** Creates an ApiError from the parsed body of an error response. */
export function apiError(status: number, body?: { errors?: { field?: string | null }[] | null } | null): ApiError {
  return new ApiError(status, (body?.errors ?? []).map((error) => error.field));
}

export type CreateClient = (address: string, token: string) => ForeignClient;
