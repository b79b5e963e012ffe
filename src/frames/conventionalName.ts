/**
 * Whether a file has a name that a language or a framework gives to a file of every package, so that one of the same name in
 * the folder of the same name may well be another package's: `models/__init__.py`, `routes/index.ts`, `web/urls.py`.
 * Sources: https://docs.python.org/3/tutorial/modules.html#packages, https://docs.djangoproject.com/en/5.2/intro/tutorial01/,
 * https://nodejs.org/api/modules.html#folders-as-modules, https://doc.rust-lang.org/cargo/guide/project-layout.html
 */
export function isConventionalName(name: string): boolean {
  return conventional.test(name);
}

const conventional =
  /^(?:__(?:init|main)__\.py|(?:admin|apps|conftest|models|tests|urls|views)\.py|index\.\w{2,5}|(?:lib|mod)\.rs|package-info\.java|doc\.go)$/;
