/** What the scenario needs of a client. Each adapter in clients/ implements it with the code of one generator. */
export interface ForeignClient {
  /** Gets one page of the domains. */
  listDomains(page: number, size: number): Promise<{ domains: Domain[]; totalPages?: number | null }>;

  /** Creates a domain and returns its code. Rejects with a Refusal if the API refuses it. */
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

/** The fields of a domain that the scenario reads, with the types that a generator may give them. */
export interface Domain {
  code: string;
  name?: string | null;
  status?: string | null;
  status_detail?: string | null;
  antispam_level?: number | null;
  created_at?: string | Date | null;
  activated_at?: string | null;
}

/** A failure that the client reports with its status and the fields of its body. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly fields: (string | null | undefined)[]) {
    super(`The API refused the request with ${status}.`);
  }
}

/** Creates a Refusal from the parsed body of an error. */
export function refusal(status: number, body?: { errors?: { field?: string | null }[] | null } | null): Refusal {
  return new Refusal(status, (body?.errors ?? []).map((error) => error.field));
}

export type CreateClient = (address: string, token: string) => ForeignClient;
