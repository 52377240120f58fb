let connection = { address: '', token: '' };

/** Sets the address and token of the next calls; the generated functions have no parameters for them. */
export function connect(address: string, token: string) {
  connection = { address, token };
}

/** Sends the requests of the functions that orval generates. */
export async function send<T>(url: string, options: RequestInit): Promise<T> {
  const headers = { ...(options.headers as Record<string, string>), 'X-Api-Token': connection.token };
  const response = await fetch(new URL(url, connection.address), { ...options, headers });
  const isJson = response.headers.get('content-type')?.includes('json');
  const text = await response.text();

  return { status: response.status, headers: response.headers, data: isJson ? JSON.parse(text) : text } as T;
}
