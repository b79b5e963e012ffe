import type { Clock } from './clock';
import type { SignedIn } from './credentials';
import type { Pacer } from './pacer';
import type { Transport } from './transport';

/** A project that can be asked: who asks, by which way, and how often. */
export interface Connection {
  readonly transport: Transport;
  readonly signedIn: SignedIn;
  readonly project: string;
  /** What is read: the project, or views and buckets. */
  readonly resourceNames: readonly string[];
  readonly pacer: Pacer;
  readonly clock: Clock;
}
