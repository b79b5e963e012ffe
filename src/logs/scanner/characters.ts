// Characters that `mask` and the scanner look at. Plain TypeScript, and AssemblyScript as well.

/** What separates words: ASCII characters. */
export const SEPARATORS = ' \t\r\n"\'`<>()[]{},;=|';
/** What ends a URL, which may hold most of the separators: white space, quotes, and the backslash of an escape. */
export const URL_ENDS = ' \t\r\n"\'`<>\\';
/** What stays outside a word that is masked: `#12` is `#<*>`, `websocket.py:557:` is `<*>:`. */
export const BEFORE_WORD = '#!?';
export const AFTER_WORD = '.:!?';
/** What a URL may hold but does not end with. */
export const AFTER_URL = ')]},;';
