/**
 * The path that a bundler's URL names below the folder that it was run in: `/src/app.ts` for `webpack:///./src/app.ts?f00d`,
 * `webpack://my-app/./src/app.ts` and `webpack-internal:///(rsc)/./src/app.ts`. Other paths stay as they are.
 * Source: https://webpack.js.org/configuration/output/#outputdevtoolmodulefilenametemplate
 */
export function withoutBundler(path: string): string {
  const url = /^webpack(?:-internal)?:\/\/[^/]*/.exec(path);
  if (url === null) return path;
  const resource = path.slice(url[0].length).replace(/\?.*$/, '');
  const relative = resource.indexOf('/./');
  return relative < 0 ? resource.replace(/^\/+/, '/') : resource.slice(relative + 2);
}
