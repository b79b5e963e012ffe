// The harness's end of the socket that mochaEntry.cjs reports to.
import net from 'node:net';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * Listens for one test run.
 *
 * @param {string} address path of the socket, which must not exist yet
 * @param {object} handlers
 * @param {(line: string) => void} handlers.onLine a line that mocha prints
 * @param {(result: Counts) => void} handlers.onResult once, at the end of a run that got that far
 * @returns {Promise<net.Server>}
 */
export async function listenForReport(address, { onLine, onResult }) {
  const server = net.createServer((socket) => {
    let rest = '';
    socket.setEncoding('utf8').on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const message of lines.map((line) => JSON.parse(line))) {
        if (message.result) onResult(message.result);
        else onLine(message.line);
      }
    });
  });
  await new Promise((resolve) => void server.listen(address, () => resolve(undefined)));
  return server;
}
