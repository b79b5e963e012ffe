import { render } from 'preact';
import { App } from './app';
import { vscode } from './vscodeApi';

render(<App vscode={vscode} />, document.body);
