/** What the settings say of one Google Cloud source. Plain data, none of it secret. */
export interface CloudSettings {
  /** As the user named it, such as "staging"; it is the source's label and, as `cloud:staging`, its id. */
  readonly name: string;
  readonly project?: string;
  /** Path of a key file of a service account, or of another credential file. */
  readonly keyFile?: string;
  /** A service account whose token is asked for with the user's own. */
  readonly impersonate?: string;
  /** The project whose quota the calls count against. */
  readonly quotaProject?: string;
  /** gRPC unless told; REST where a proxy lets no HTTP/2 through. */
  readonly transport?: 'grpc' | 'rest';
  /** Another address of Cloud Logging: see `readEndpoint`. */
  readonly endpoint?: string;
  /** Views or buckets to read from in place of the whole project, such as `projects/p/locations/global/buckets/b/views/v`. */
  readonly resourceNames?: readonly string[];
  /** Such as `cloud_run_revision`; all unless told. */
  readonly resourceTypes?: readonly string[];
  /** Names of services (Cloud Run), containers (GKE), modules (App Engine) or functions; all unless told. */
  readonly services?: readonly string[];
  /** What else must hold, in the Logging query language. */
  readonly extraFilter?: string;
}
