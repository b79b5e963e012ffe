/**
 * One way in which a language, a tool or a person writes a code location.
 *
 * Every pattern is linear in its line: it starts at a literal, at the line's start (with a bounded prefix) or where a
 * token starts, and what follows is a run of one character class up to a character that the class excludes.
 */
export interface Shape {
  /** Of the stack trace; `text` for the forms that tools and people write. */
  readonly language: Language;
  /** What every location of this shape holds, cheap to look for; a line without it is not matched at all. */
  readonly cue: string | RegExp;
  /**
   * Finds locations in one line. Groups: `path`, and where the shape has them `line`, `column`, `function`, `more` (further
   * lines of the same file, `,519,530`) and `form` (the location alone, where the match takes in more than that).
   */
  readonly pattern: RegExp;
  /** Finds, with its group `function`, the function on the line above. */
  readonly above?: RegExp;
  /** The line below quotes the source, indented deeper than the frame. */
  readonly quotes?: true;
  /** The line number stands below, at an arrow before the quoted source: `---> 12 code`. */
  readonly arrow?: true;
  /** The path is believed without a known file extension: nothing else than a stack frame looks like this. */
  readonly anyPath?: true;
  /** The path may be a dotted module: `netra_backend.app.routes.websocket`. */
  readonly module?: true;
  /** Where the frame tells folders apart from the file's name, its path with them in front. */
  readonly inFolders?: (groups: Groups) => string;
}

/** The named groups of a match. */
export type Groups = Readonly<Record<string, string | undefined>>;

type Language =
  | 'cpp'
  | 'csharp'
  | 'dart'
  | 'elixir'
  | 'erlang'
  | 'go'
  | 'java'
  | 'javascript'
  | 'lua'
  | 'perl'
  | 'php'
  | 'python'
  | 'ruby'
  | 'rust'
  | 'swift'
  | 'text';

/** Where a path may start in a line: after white space, a quote, a bracket, a separator, or a name before a colon (`ERROR:app.py:12`). */
const start = String.raw`(?:(?<=^|[\s"'\`(\[<>|=,;*])|(?<=[A-Za-z]{2}:)(?![\/\d]))`;
/** A path without spaces; brackets only as whole names, as in `app/(group)/[id]/page.tsx`. */
const token = String.raw`(?:\\\\[?.]\\)?(?:[a-z][a-z-]{2,30}:\/\/\/+)?(?:[A-Za-z]:(?=[\\/\w]))?(?:[^\s"'\`<>|:;,*?()\[\]{}=]|(?<=[\\/])[(\[][^\s"'\`<>|:;,*?()\[\]{}=]*[)\]])+(?:\?[\w=&.-]*)?`;
/** `:12`, `:12:5`, `:508,519`, `:557-558`, not followed by a word character. */
const colonLine = String.raw`:(?<line>\d{1,7})(?:(?<more>(?:,\d{1,7})+)|[-–]\d{1,7}|:(?<column>\d{1,7}))?(?!\w)`;
/** `, line 12`, ` on line 12`, `: line 12, column 5`, ` lines 12-14`. */
const wordLine = String.raw`(?:,|:)?[ \u00a0]{0,2}(?:(?:on|at)[ \u00a0])?[Ll]ines?[ \u00a0](?<line>\d{1,7})(?:-\d{1,7})?(?:,?[ \u00a0](?:col|column|char|character|characters)[ \u00a0](?<column>\d{1,7}))?(?!\w)`;

/** Cues that shapes beside each other share are looked for once. */
const lineAndColumn = /:\d+:\d/;
const namedLine = /:\d+\)/;
const lineInWords = /ines?[ \u00a0]\d/;

/**
 * Every shape that is read, the most telling first: what one shape has taken, a later one does not take again.
 * The forms that reports use are those of our first user's reports; the others are as the runtimes print them.
 */
export const shapes: readonly Shape[] = [
  // File "/app/main.py", line 12, in handler      (without `in` for a SyntaxError; \" in JSON; ` in` from faulthandler)
  {
    language: 'python',
    cue: 'File ',
    pattern:
      /File \\?"(?<path>[^"\n]{1,1000}?)\\?", line (?<line>\d{1,7})(?:,? in (?<function>[^\s,()\\]+))?/dg,
    quotes: true,
    anyPath: true,
  },
  // File ~/app/main.py:12, in handler(self)       (IPython 8)
  {
    language: 'python',
    cue: 'File ',
    pattern: /^File (?<form>(?<path>[^\n:]{0,2}[^\n:]{1,1000}):(?<line>\d{1,7})), in (?<function>[^\s(]+)/dg,
    arrow: true,
    anyPath: true,
  },
  // /app/main.py in handler(self)                 (IPython up to 7; the line number follows at the arrow)
  {
    language: 'python',
    cue: ' in ',
    pattern: /^(?<form>(?<path>[^\n()]{1,1000}?\.(?:py|pyx|pyc|ipynb))) in (?<function>[^\s(]+)\(/dg,
    arrow: true,
  },
  // app/main.py:12: in handler                    (pytest)
  {
    language: 'python',
    cue: '.py:',
    pattern: re(String.raw`${start}(?<form>(?<path>${token}\.py):(?<line>\d{1,7})): in (?<function>[^\s(]+)`),
  },
  // main.py:handler:12
  {
    language: 'python',
    cue: '.py:',
    pattern: re(String.raw`${start}(?<path>${token}):(?<function><?[A-Za-z_]\w*>?):(?<line>\d{1,7})(?!\w)`),
  },
  // thread 'main' panicked at 'no thread', src/main.rs:12:5       (the message stands behind it since 1.73)
  {
    language: 'rust',
    cue: 'panicked at ',
    pattern:
      /(?:panicked at |', )(?<form>(?<path>(?:[A-Za-z]:)?[^\n:',]{1,500}\.rs):(?<line>\d{1,7}):(?<column>\d{1,7}))/dg,
    anyPath: true,
  },
  //    3: app::handler::h0123456789abcdef
  //              at ./src/main.rs:12:5
  {
    language: 'rust',
    cue: '.rs:',
    pattern: /^\s*at (?<form>(?<path>[^\n]{1,1000}?\.rs):(?<line>\d{1,7})(?::(?<column>\d{1,7}))?)\s*$/dg,
    above: /^\s*(?:\d+: )?(?:0x[0-9a-f]+ - )?(?<function>\S.*?)(?:::h[0-9a-f]{16})?(?: \(0x[0-9a-f]+\))?\s*$/,
    anyPath: true,
  },
  //   3: 0x55d0c1 - app::handle::h0123456789abcdef at ./src/main.rs:12:5
  {
    language: 'rust',
    cue: '.rs:',
    pattern:
      /^\s*\d+: +(?:0x[0-9a-f]+ - )?(?<function>[^\n]{1,500}?)(?:::h[0-9a-f]{16})? at (?<form>(?<path>[^\n]{1,1000}?\.rs):(?<line>\d{1,7})(?::(?<column>\d{1,7}))?)\s*$/dg,
    anyPath: true,
  },
  // main.(*Server).handle(0xc0000a2000) in /app/main.go:12 +0x1d
  {
    language: 'go',
    cue: ') in ',
    pattern:
      /^\s*(?<function>[^\s(][^\n]{0,300}?)\([^()\n]{0,1000}\) in (?<form>(?<path>[^\n]{1,1000}?\.(?:go|s)):(?<line>\d{1,7}))(?:\s[^\n]{0,200})?$/dg,
    anyPath: true,
  },
  // main.(*Server).handle(0xc0000a2000)
  //         /app/main.go:12 +0x1d
  {
    language: 'go',
    cue: /\.(?:go|s):\d/,
    pattern:
      /^\s*(?<form>(?<path>(?:(?:[A-Za-z]:)?[\\/][^\n]{0,1000}?|[^\s:="'()]{1,1000}?)\.(?:go|s)):(?<line>\d{1,7}))(?: \+0x[0-9a-f]+)?(?: [fs]p=0x.{0,200})?\s*$/dg,
    above: /^\s*(?:created by )?(?<function>[^\s(].*?)(?:\([^()]*\))?(?: in goroutine \d+)?\s*$/,
    anyPath: true,
  },
  //    at App.Server.Handle(String id) in /src/Server.cs:line 12      (the three words are translated)
  {
    language: 'csharp',
    cue: ') ',
    pattern:
      /^[^\n(]{0,200}?\p{L}{1,10} (?<function>[^\s(]+) ?\([^\n)]*\)(?: \[0x[0-9a-f]+\])?(?: <0x[0-9a-f]+ \+ 0x[0-9a-f]+>)? \p{L}{1,10} (?<form>(?<path>(?:[A-Za-z]:)?[^\n:<>"]{1,1000}):(?:\p{L}{1,10} )?(?<line>\d{1,7}))\s*$/dgu,
    anyPath: true,
  },
  // #3      Server.handle (package:acme/server.dart:12:5)
  {
    language: 'dart',
    cue: '.dart:',
    pattern:
      /^\s*#\d{1,4} +(?<function>[^\n(]{1,300}?) \((?<form>(?<path>[^\s()]{1,1000}?\.dart):(?<line>\d{1,7})(?::(?<column>\d{1,7}))?)\)/dg,
    anyPath: true,
  },
  // 3 [ra] 0x0000000104b1f3c4 Server.handle() + 40 in server at /app/Server.swift:12:5
  {
    language: 'swift',
    cue: '.swift:',
    pattern:
      /0x[0-9a-f]{4,16} (?<function>[^\n]{1,300}?)(?: \+ \d{1,7})? in \S{1,100} at (?<form>(?<path>[^\n:]{1,500}\.swift):(?<line>\d{1,7})(?::(?<column>\d{1,7}))?)\s*$/dg,
    anyPath: true,
  },
  //     at Server.handle [as onRequest] (/app/server.js:12:5)         (V8: Node, Chrome, Deno; also without function)
  {
    language: 'javascript',
    cue: lineAndColumn,
    pattern:
      /^(?:[^\n]{0,200}?\s)?at (?:async )?(?:(?<function>[^\n()]{1,300}?) ?\()(?:async |address at |(?:eval at [^\s()]{1,200} \(){1,8})?(?<form>(?<path>(?:[^\n):]|\)(?![\s,)])|:(?!\d+:\d+\))){1,2000}):(?<line>\d{1,7}):(?<column>\d{1,9}))\)/dg,
    anyPath: true,
  },
  {
    language: 'javascript',
    cue: lineAndColumn,
    pattern:
      /^(?:[^\n]{0,200}?\s)?at (?:async )?(?<form>(?<path>(?:[^\s():]|\)(?!\s)|(?<=\/)\(|:(?!\d+:\d+\s*$))(?:[^\n():]|\)(?!\s)|(?<=\/)\(|:(?!\d+:\d+\s*$)){0,2000}):(?<line>\d{1,7}):(?<column>\d{1,9}))\s*$/dg,
    anyPath: true,
  },
  // handle@http://localhost:8080/server.js line 12 > eval:1:30      (Firefox; the place of the eval)
  {
    language: 'javascript',
    cue: ' > ',
    pattern:
      /^\s*(?<function>[^\n@]{0,300})@(?<form>(?<path>[^\s]{1,1000}) line (?<line>\d{1,7})) > (?:eval|Function)/dg,
    anyPath: true,
  },
  // http://localhost:8080/server.js:12:5          (Safari, without a function)
  {
    language: 'javascript',
    cue: lineAndColumn,
    pattern:
      /^\s*(?<form>(?<path>[a-z-]{3,30}:\/\/[^\s]{1,1000}|[\w.]{1,200}\.(?:js)?bundle):(?<line>\d{1,7}):(?<column>\d{1,9}))\s*$/dg,
    anyPath: true,
  },
  // handle@http://localhost:8080/server.js:12:5   (Firefox, Safari)
  {
    language: 'javascript',
    cue: '@',
    pattern:
      /^\s*(?<function>[^\n@]{0,300})@(?<form>(?<path>[a-z-]{3,30}:\/\/[^\n]{1,1000}?|[^\s:@]{0,500}\/[^\s:@]{1,500}|[^\s:@]{1,500}\.(?:js|bundle|jsbundle)):(?<line>\d{1,7})(?::(?<column>\d{1,9}))?)\s*$/dg,
    anyPath: true,
  },
  //     at com.acme.app//com.acme.Server.handle(Server.java:12)       (Java, Kotlin, Scala, Groovy, JRuby)
  {
    language: 'java',
    cue: namedLine,
    pattern:
      /(?<=^|\s)(?:[^\s()]*\/)?(?<function>[^\s()/.]+\.[^\s()/]+)\((?<form>(?<path>[^\s()]+):(?<line>\d{1,7}))\)/dg,
    anyPath: true,
  },
  //     at com.acme.ServerTest.handles an empty thread(ServerTest.kt:12)       (Kotlin, a name in backticks)
  {
    language: 'java',
    cue: namedLine,
    pattern:
      /^\s*at (?:[^\s()]*\/)?(?<function>[^\s()/.][^\n()/]{0,300}\.[^\n()]{1,300})\((?<form>(?<path>[^\s()]+):(?<line>\d{1,7}))\)/dg,
    anyPath: true,
  },
  // /app/server.rb:12:in 'Server#handle'          (quotes: 3.4 and before; 3.3 and older start with a backtick)
  {
    language: 'ruby',
    cue: ':in ',
    pattern:
      /^\s*(?:from |\d+: from )?(?<form>(?<path>(?:[A-Za-z]:)?[\\/][^\n:]{1,1000}|[^\s:]{1,1000}):(?<line>\d{1,7})):in [`'](?<function>[^'`\n]{0,200})'/dg,
    anyPath: true,
  },
  {
    language: 'ruby',
    cue: ':in ',
    pattern: re(
      String.raw`${start}(?<form>(?<path>${token}):(?<line>\d{1,7})):in (?:[\`'](?<function>[^'\`\n]{0,200})')?`,
    ),
  },
  // #0 /app/server.php(12): Server->handle('x')
  {
    language: 'php',
    cue: '#',
    pattern: /#\d{1,4} (?<form>(?<path>[^\n()#]{1,1000})\((?<line>\d{1,7})\)): (?<function>[^\s(]+)/dg,
    anyPath: true,
  },
  // in Server::handle called at /app/server.php (12)
  {
    language: 'php',
    cue: ' called at ',
    pattern: /in (?<function>\S+) called at (?<form>(?<path>[^\n()]{1,1000}) \((?<line>\d{1,7})\))/dg,
    anyPath: true,
  },
  // (acme 0.1.0) lib/server.ex:12: Acme.Server.handle/1
  {
    language: 'elixir',
    cue: /\.(?:exs?|[eh]rl|[hl]?eex):\d/,
    pattern:
      /(?<=^|\s)(?:\((?<app>[a-z]\w{0,100})(?: [^\s()]{1,50})?\) )?(?<form>(?<path>[^\s():"'`]{1,500}\.(?:exs?|[eh]rl|[hl]?eex)):(?<line>\d{1,7})): (?<function>(?:anonymous fn\/\d{1,3} in )?(?::[a-z_]\w*|[A-Z]\w*)\.[\w.!?:-]+(?:\/\d{1,3})?)/dg,
    inFolders: ({ app, path = '' }) => (app === undefined ? path : `${app}/${path}`),
  },
  // [{server,handle,2,[{file,"src/server.erl"},{line,12}]}]
  {
    language: 'erlang',
    cue: '{file,',
    pattern:
      /(?:,(?<function>[a-z]\w{0,100}),\d{1,3},)?\[\{file, ?"(?<form>(?<path>[^"\n]{1,500})"\}, ?\{line, ?(?<line>\d{1,7}))\}/dg,
    anyPath: true,
  },
  // /app/server.lua:12: in method 'handle'         (after the name of a chunk that was cut: ...)
  {
    language: 'lua',
    cue: ': in ',
    pattern:
      /^\s*(?<form>(?<path>(?:[A-Za-z]:)?[^\s:["][^\n:"]{0,500}):(?<line>\d{1,7})): in (?:(?:function|upvalue|local|method|field|global|metamethod) ['<]|(?=main chunk))(?<function>[^'<>\n]{1,300})['>]?\s*$/dg,
    anyPath: true,
  },
  // main::handle("x") called at ./server.pl line 12
  {
    language: 'perl',
    cue: ' called at ',
    pattern:
      /(?<=^|\s)(?<function>[A-Za-z_][\w:]{0,300})\([^\n]{0,1000}\) called at (?<form>(?<path>[^\n]{1,500}?) line (?<line>\d{1,7}))(?!\w)/dg,
    anyPath: true,
  },
  // ==12==    by 0x4005F4: handle (server.c:12)   (Valgrind)
  {
    language: 'cpp',
    cue: ' 0x',
    pattern:
      /^[^\n:]{0,40}(?:at|by) 0x[0-9A-F]+: (?<function>[^\n]{1,500}?) \((?<form>(?<path>[^\s:()]{1,500}\.\w{1,4}):(?<line>\d{1,7}))\)\s*$/dg,
  },
  // #3 0x4b1f in handle /src/server.c:12:5
  {
    language: 'cpp',
    cue: '#',
    pattern:
      /^\s*#\d{1,4} +(?:0x[0-9a-f]+ in )?(?<function>[^\n]{1,500}?)(?: \([^\n]{0,500}\))? (?:at )?(?<form>(?<path>[^\s:]{1,1000}\.\w{1,4}):(?<line>\d{1,7})(?::(?<column>\d{1,7}))?)\s*$/dg,
  },

  // server.py:12, server.ts:12:5, websocket.py:508,519, websocket.py:557-558
  { language: 'text', cue: /:\d/, pattern: re(String.raw`${start}(?<path>${token})${colonLine}`) },
  // "my server.py":12
  {
    language: 'text',
    cue: /["'`]:\d/,
    pattern: re(String.raw`["'\`](?<form>(?<path>[^"'\`\n]{1,500})["'\`]${colonLine})`),
  },
  // server.ts(12,3), server.cpp(12)
  {
    language: 'text',
    cue: /\(\d/,
    pattern: re(String.raw`${start}(?<path>${token})\((?<line>\d{1,7})(?:[,:] ?(?<column>\d{1,7}))?\)`),
  },
  // server.ts#L12, server.ts#L12-L20
  {
    language: 'text',
    cue: '#L',
    pattern: re(String.raw`${start}(?<path>${token})#L(?<line>\d{1,7})(?:-L\d{1,7})?(?!\w)`),
  },
  // "server.py", line 12; `server.py` line 12; 'server.py' on line 12, column 5
  {
    language: 'text',
    cue: lineInWords,
    pattern: re(String.raw`["'\`](?<form>(?<path>[^"'\`\n]{1,500})["'\`]${wordLine})`),
    module: true,
  },
  // server.py, line 12; server.php on line 12; netra_backend.app.routes.websocket line 557
  {
    language: 'text',
    cue: lineInWords,
    pattern: re(String.raw`${start}(?<path>${token})${wordLine}`),
    module: true,
  },
  // "file": "server.ts", "line": 12; file=server.ts,line=12,col=5      (JSON; the annotations of a build)
  {
    language: 'text',
    cue: '"line',
    pattern:
      /"(?:file|filename|fileName|pathname|path)": ?(?<form>"(?<path>[^"\n]{1,1000})", ?"(?:line|lineno|lineNumber|line_number)": ?"?(?<line>\d{1,7}))(?!\w)/dg,
  },
  {
    language: 'text',
    cue: ',line=',
    pattern:
      /\bfile=(?<form>(?<path>[^\s,=]{1,1000}),line=(?<line>\d{1,7})(?:,endLine=\d{1,7})?(?:,col=(?<column>\d{1,7}))?)(?!\w)/dg,
  },
  // line 557 in `netra_backend.app.routes.websocket`, line 12 of server.py
  {
    language: 'text',
    cue: lineInWords,
    pattern: re(
      String.raw`\b[Ll]ines?[ \u00a0](?<line>\d{1,7})(?:-\d{1,7})? (?:in|of) (?:file )?["'\`]?(?<path>${token})["'\`]?`,
    ),
    module: true,
  },
  // **File**: `/server/main.py`, # File: server/main.py; Location: server/main.py
  ...['File', 'Location'].map((label): Shape => ({
    language: 'text',
    cue: label,
    pattern: re(String.raw`\b${label}\**:\** {1,4}["'\`]?(?<form>(?<path>${token}))(?=["'\`\s,;)]|$)`),
  })),
  // `server/main.py`
  {
    language: 'text',
    cue: '`',
    pattern: re(String.raw`\`(?=[^\s\`]*[\\/])(?<form>(?<path>${token}))\``),
  },
];

function re(source: string): RegExp {
  return new RegExp(source, 'dg');
}
