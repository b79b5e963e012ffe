// The packaged extension as VS Code shows it before anything is done.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { useJourney } from '../host/journey.mjs';
import { THEMES } from '../host/workbench.mjs';

describe('the window', () => {
  const journey = useJourney({
    layOut: (folder) => writeFileSync(path.join(folder, 'README.md'), '# A service\n'),
  });

  it('has an icon that opens both views, in every theme', async () => {
    const { workbench } = journey;
    await workbench.openView('Five Whys');
    for (const theme of THEMES) {
      await workbench.theme(theme);
      await workbench.page.getByRole('button', { name: /^Error Patterns Section/ }).waitFor();
      await workbench.page.getByRole('button', { name: /^Reports Section/ }).waitFor();
    }
  });
});
