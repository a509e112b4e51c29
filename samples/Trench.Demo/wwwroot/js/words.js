// What the methods are called by people.

const names = {
  sms_twilio: 'text message (Twilio)', sms_api: 'text message (SMSAPI)', sms_aws: 'text message (Amazon)',
  email: 'e-mail', app: 'authenticator app', yubi: 'YubiKey', passkey: 'passkey',
};

export function methodName(method) {
  return names[method] ?? (method.startsWith('sms') ? 'text message' : method);
}

/** One enrolment in words: its method, its label, its masked address. */
export function describe({ name, label, target }) {
  return [methodName(name), label ? `“${label}”` : '', target ?? ''].filter(Boolean).join(' ');
}

/** An enrolment with an address gets its codes delivered; the others make their own. */
export const isDelivered = enrolment => Boolean(enrolment.target);

/** The same for a method of which only the name is known. */
export const delivers = method => !['app', 'yubi', 'passkey'].includes(method);

/** The same words at the beginning of a sentence. */
export const capital = words => words[0].toUpperCase() + words.slice(1);

export const grouped = secret => secret.match(/.{1,4}/g).join(' ');
