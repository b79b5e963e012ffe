/** One location named in a stack trace or a message. */
export interface Frame {
  /** The file as the text writes it: `/app/netra_backend/app/routes/websocket.py`, `websocket.py`, `C:\app\x.cs`. */
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
  /** Where the frame stands in the text it was read from: UTF-16 offsets of the whole form, `path:line` and all. */
  readonly start: number;
  readonly end: number;
}
