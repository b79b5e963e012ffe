import assert from 'node:assert/strict';
import fc from 'fast-check';
import { permalink } from '../../../src/deployed/permalink';

const commit = '3f2a9c1d3f2a9c1d3f2a9c1d3f2a9c1d3f2a9c1d';
const lines = { commit, path: 'app/routes/web socket.py', firstLine: 557, lastLine: 559 };
const PATH = 'app/routes/web%20socket.py';

describe('permalink', () => {
  for (const [remote, address] of [
    ['https://github.com/shop/api.git', `https://github.com/shop/api/blob/${commit}/${PATH}#L557-L559`],
    ['git@github.com:shop/api.git', `https://github.com/shop/api/blob/${commit}/${PATH}#L557-L559`],
    ['ssh://git@github.com:22/shop/api', `https://github.com/shop/api/blob/${commit}/${PATH}#L557-L559`],
    [
      'git@github.example.com:shop/api.git',
      `https://github.example.com/shop/api/blob/${commit}/${PATH}#L557-L559`,
    ],
    [
      'https://ann:s3cret@github.com/shop/api',
      `https://github.com/shop/api/blob/${commit}/${PATH}#L557-L559`,
    ],
    ['git@gitlab.com:team/web/api.git', `https://gitlab.com/team/web/api/-/blob/${commit}/${PATH}#L557-559`],
    [
      'https://gitlab.example.com:8443/team/api/',
      `https://gitlab.example.com/team/api/-/blob/${commit}/${PATH}#L557-559`,
    ],
    ['git@bitbucket.org:shop/api.git', `https://bitbucket.org/shop/api/src/${commit}/${PATH}#lines-557:559`],
    [
      'https://source.developers.google.com/p/shop-staging/r/api',
      `https://source.cloud.google.com/shop-staging/api/+/${commit}:${PATH};l=557-559`,
    ],
    [
      'ssh://ann@example.com@source.developers.google.com:2022/p/shop-staging/r/api',
      `https://source.cloud.google.com/shop-staging/api/+/${commit}:${PATH};l=557-559`,
    ],
    [
      'https://codeberg.org/shop/api.git',
      `https://codeberg.org/shop/api/src/commit/${commit}/${PATH}#L557-L559`,
    ],
    [
      'gitea@gitea.example.com:shop/api.git',
      `https://gitea.example.com/shop/api/src/commit/${commit}/${PATH}#L557-L559`,
    ],
  ] as const) {
    it(`leads from ${remote} to the lines`, () => assert.equal(permalink(remote, lines), address));
  }

  it('names one line once', () => {
    const one = { ...lines, path: 'a.py', firstLine: 7, lastLine: 7 };
    assert.equal(
      permalink('git@github.com:shop/api.git', one),
      `https://github.com/shop/api/blob/${commit}/a.py#L7`,
    );
    assert.match(permalink('git@bitbucket.org:shop/api.git', one) ?? '', /#lines-7$/);
  });

  for (const remote of [
    '',
    '/srv/git/api.git',
    '../api.git',
    'file:///srv/git/github.com/shop/api',
    'https://git.example.com/shop/api.git',
    'https://notgithub.com/shop/api',
    'git@github-work:shop/api.git',
    'https://github.com/api',
    'https://github.com/a/b/c',
    'https://github.com/shop/api?x=1',
    'https://github.com/shop/api#readme',
    'https://github.com/shop/../other/api',
    'https://github.com/shop/%2e%2e',
    'https://github.com/shop/a)[b](command:x',
    'javascript://github.com/shop/api',
    'command:github.com/shop/api',
    'ext::sh -c whoami% github.com/shop/api',
    'https://github.com\\@evil.example/shop/api',
    'https://github.com/shop/api\nhttps://evil.example',
    'https://source.developers.google.com/projects/shop/repos/api',
  ]) {
    it(`makes no address of ${JSON.stringify(remote)}`, () =>
      assert.equal(permalink(remote, lines), undefined));
  }

  it('makes no address of a path that leads out, or of a short commit', () => {
    const remote = 'git@github.com:shop/api.git';
    for (const path of ['../a.py', 'a/./b.py', '', 'a//b.py', 'a/\ud800'])
      assert.equal(permalink(remote, { ...lines, path }), undefined, path);
    assert.equal(permalink(remote, { ...lines, commit: '3f2a9c1' }), undefined);
  });

  it('never passes on more than a plain host and names, whatever a remote says', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('git@github.com:', 'https://', 'https://github.com/'),
        (text, start) => {
          const address = permalink(start + text, lines);
          if (address !== undefined)
            assert.match(address, /^https:\/\/[a-z0-9.-]+\/[\w./~+:;=%-]+#?[\w:-]*$/);
        },
      ),
    );
  });

  it('takes no longer for a long remote', () => {
    assert.equal(permalink(`git@${'a.'.repeat(500_000)}`, lines), undefined);
  });
});
