/** What an entry tells of the code that wrote it. */
export interface Deployment {
  readonly service?: string | undefined;
  /** The revision, image tag or version, as the platform names it. */
  readonly revision?: string | undefined;
  /** A hash, maybe abbreviated. */
  readonly commit?: string | undefined;
}
