/** One call of `entries.list`, in REST's words. */
export interface ListRequest {
  readonly resourceNames: readonly string[];
  readonly filter: string;
  readonly orderBy: 'timestamp desc' | 'timestamp asc';
  /** At most 1,000; the service would take 50 when none is given. */
  readonly pageSize: number;
  readonly pageToken: string;
}

export interface ListAnswer {
  /** REST-shaped, to be read by `decode`. */
  readonly records: readonly unknown[];
  /** Empty at the end; an empty page may have one. */
  readonly nextPageToken: string;
}

/** A tail session that is open. */
export interface TailSession {
  /** What came, until the session ends. @throws what ended it, as the client put it. */
  messages(): AsyncIterable<TailMessage>;
  /** Releases the session on the service, of which a project has ten. */
  cancel(): void;
}

export interface TailMessage {
  readonly records: readonly unknown[];
  readonly suppressed: readonly { readonly reason: string; readonly count: number }[];
}

/** How calls reach the service: gRPC or REST. Errors are thrown as the client puts them; `readStatus` reads both. */
export interface Transport {
  list(request: ListRequest, headers: Headers, signal: AbortSignal): Promise<ListAnswer>;
  /** REST cannot tail. */
  tail?(
    resourceNames: readonly string[],
    filter: string,
    headers: Headers,
    signal: AbortSignal,
  ): Promise<TailSession>;
  close(): Promise<void>;
}
