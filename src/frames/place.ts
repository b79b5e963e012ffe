/** Where a frame is in this workspace. */
export interface Place {
  /** The workspace folder, as it was given to the index. */
  readonly folder: string;
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** Counted from 1; unknown when the frame has none. */
  readonly line?: number;
  /** `sure`: open it. `likely`: show it among others and let the user choose. */
  readonly confidence: 'sure' | 'likely';
  /** In words for the user, such as "the path ends with netra_backend/app/routes/websocket.py". */
  readonly reason: string;
}
