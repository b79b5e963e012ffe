// How the code with Google's client becomes a bundle of its own, which the extension loads at the first pull.

/** @typedef {import('esbuild').BuildOptions} BuildOptions */

/**
 * Leaves out half of Google's client: classes of messages that nothing calls over gRPC, which reads the same definitions
 * from JSON. A unit test lists and tails with what is left.
 *
 * @type {import('esbuild').Plugin}
 */
const withoutStaticProtos = {
  name: 'without-static-protos',
  setup(build) {
    const empty = () => ({ contents: 'module.exports = {};' });
    for (const filter of STATIC_PROTOS) build.onLoad({ filter }, empty);
  },
};

const STATIC_PROTOS = [
  /logging-api[\\/]build[\\/]protos[\\/]protos\.js$/,
  /google-gax[\\/]build[\\/]protos[\\/](?:iam_service|operations|locations|compute_operations|http)\.js$/,
];

/** @type {BuildOptions} */
export const GOOGLE_CLOUD_BUNDLE = {
  entryPoints: ['src/sources/googleCloud/googleCloud.ts'],
  platform: 'node',
  format: 'cjs',
  target: 'node22', // the Node of engines.vscode
  plugins: [withoutStaticProtos],
};

/**
 * In the extension's own bundle, the import of the other stays one.
 *
 * @type {import('esbuild').Plugin}
 */
export const googleCloudLater = {
  name: 'google-cloud-later',
  setup(build) {
    build.onResolve({ filter: /^\.\/googleCloud$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './googleCloud.js', external: true } : undefined,
    );
  },
};
