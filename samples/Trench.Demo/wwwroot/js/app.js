// Starts the page.

import { onSessionEnd, post, session } from './api.js';
import { wireBackupCodes } from './backup-codes.js';
import { wireEnrol } from './enrol.js';
import { openHome } from './methods.js';
import { wireProof } from './proof.js';
import { openLogIn, wireSignIn } from './sign-in.js';
import { say, wireCloseButtons } from './views.js';

wireCloseButtons();
wireSignIn();
wireEnrol();
wireProof();
wireBackupCodes();
document.getElementById('log-out').addEventListener('click', logOut);
onSessionEnd(() => {
  document.querySelectorAll('dialog[open]').forEach(dialog => dialog.close());
  openLogIn();
  say('Your session has ended. Log in again.');
});

showMailboxLink();
await open();

async function open() {
  if (!session.isOpen) {
    openLogIn();
    return;
  }

  try {
    await openHome();
  } catch {
    openLogIn();
    say('Your session could not be continued. Log in again.');
  }
}

async function logOut() {
  try {
    await post('/auth/logout');
  } catch {
    // A session that the server does not know any more is over as well.
  }

  session.drop();
  openLogIn();
  say('You are logged out.');
}

// Only a development server has the mailbox.
async function showMailboxLink() {
  const answer = await fetch('/dev/mailbox', { method: 'HEAD' });
  document.getElementById('mailbox-link').hidden = !answer.ok;
}
