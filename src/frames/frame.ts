/** One location named in a stack trace or a message. */
export interface Frame {
  /**
   * The file as the text tells it: `/app/netra_backend/app/routes/websocket.py`, `websocket.py`, `C:\app\x.cs`. The
   * application that an Elixir frame names stands in front (`acme/lib/server.ex`); what a bundler adds is left out.
   */
  readonly path: string;
  /** Counted from 1, as stack traces print them; unknown when the text has none. */
  readonly line?: number;
  /** Counted from 1. */
  readonly column?: number;
  readonly function?: string;
  /** The source line that the trace quotes below the frame, trimmed. */
  readonly source?: string;
  /** Whether the path lies in a library or the runtime, by its folder names. A frame that maps to a file is never one. */
  readonly library: boolean;
  /** Why it is no step of the stack around it, though it can be opened; left out for a step, and where there is no stack. */
  readonly aside?: Aside;
  /** Where the frame stands in the text it was read from: UTF-16 offsets of the whole form, `path:line` and all. */
  readonly start: number;
  readonly end: number;
}

/**
 * `syntax`: the place of a SyntaxError, where the error is, though nothing ran there. `quoted`: it tells of something else: the
 * message of an exception quotes it, it is of a goroutine that started the one that failed, or its line was cut in the middle.
 */
export type Aside = 'syntax' | 'quoted';
