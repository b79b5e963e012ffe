// The packaged extension as VS Code shows it before anything is done.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { useJourney } from '../host/journey.mjs';

describe('the window', () => {
  const journey = useJourney({
    layOut: (folder) => writeFileSync(path.join(folder, 'README.md'), '# A service\n'),
  });

  it('has an icon that opens both views', async () => {
    const { workbench } = journey;
    await workbench.openView('Five Whys');
    await workbench.page.getByRole('button', { name: /^Error Patterns Section/ }).waitFor();
    await workbench.page.getByRole('button', { name: /^Reports Section/ }).waitFor();
  });
});
