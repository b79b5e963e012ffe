import assert from 'node:assert/strict';
import { restates } from '../../../src/whys/sameWords';

describe('restates', () => {
  const restating: [string, string][] = [
    ['Why does the WebSocket endpoint return 500?', 'Because the WebSocket endpoint returned 500.'],
    [
      'Warum schlägt die Verbindung zur Datenbank fehl?',
      'Weil die Verbindung zur Datenbank fehlschlägt, fehl schlägt.',
    ],
    ['Pourquoi la connexion échoue ?', 'Parce que la connexion échoue.'],
    ['Почему соединение закрыто?', 'Потому что соединение закрыто.'],
    ['なぜデータベース接続が失敗したのか？', 'データベース接続が失敗したため'],
    ['为什么数据库连接失败？', '因为数据库连接失败了。'],
    ['왜 데이터베이스 연결이 실패했습니까?', '데이터베이스 연결이 실패했습니다.'],
    ['なぜWebSocket接続が500を返すのか', 'WebSocket接続が500を返すから'],
  ];
  const explaining: [string, string][] = [
    ['Why does the WebSocket endpoint return 500?', 'The handler calls .get on a coroutine.'],
    ['Warum schlägt die Verbindung zur Datenbank fehl?', 'Das Zertifikat ist seit gestern abgelaufen.'],
    ['なぜデータベース接続が失敗したのか？', '証明書の有効期限が切れていた'],
    ['なぜデータベース接続が失敗したのか？', '接続プールの上限が低く、再試行が枯渇させた'],
    ['为什么数据库连接失败？', '证书昨天已经过期'],
    ['为什么数据库连接失败？', '连接池的上限太低'],
    ['왜 데이터베이스 연결이 실패했습니까?', '인증서가 어제 만료되었다'],
    ['Why?', ''],
    ['なぜ？', '不明'],
  ];

  for (const [question, answer] of restating) {
    it(`says it again: ${answer}`, () => assert.equal(restates({ question, answer }), true));
  }
  for (const [question, answer] of explaining) {
    it(`says why: ${answer}`, () => assert.equal(restates({ question, answer }), false));
  }
});
