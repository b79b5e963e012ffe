/**
 * Whether a path names a file of source, configuration or text, by its extension or its well-known name. It keeps host
 * names (`example.com:443`), versions (`v1.2:3`) and times from being read as locations.
 */
export function isSourceFile(path: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(/\?.*$/, '');
  const dot = name.lastIndexOf('.');
  if (dot < 1) return names.has(name);
  return extensions.has(name.slice(dot + 1).toLowerCase());
}

/** Files that have no extension. */
const names = new Set(
  'Dockerfile Makefile Rakefile Gemfile Jenkinsfile Procfile Vagrantfile Brewfile Justfile'.split(' '),
);

const extensions = new Set(
  [
    'py pyi pyx pyw ipynb',
    'js jsx mjs cjs ts tsx mts cts vue svelte astro html htm css scss sass less hbs ejs pug',
    'java kt kts scala sc groovy gradle clj cljs cljc',
    'go mod rs c h cc cpp cxx hpp hh hxx m mm ino cu zig nim d v asm s',
    'cs fs fsx vb cshtml razor xaml csproj',
    'rb rake erb haml slim gemspec ru php phtml twig blade',
    'ex exs eex heex leex erl hrl lua pl pm t r jl swift dart hs ml mli elm cr tcl',
    'sh bash zsh fish ps1 bat cmd sql graphql gql proto thrift tf hcl bicep cmake mk nix dockerfile',
    'json jsonc json5 yaml yml toml ini cfg conf env xml properties lock md mdx rst txt adoc csv log',
  ]
    .join(' ')
    .split(' '),
);
