// Sends one message with Twilio's own SDK: node twilio_client.js BASE SID TOKEN FROM TO BODY
// Prints what the SDK made of the answer: {"sid": ..., "status": ...}, or {"refused": HTTP status, "code": ...}.
'use strict';
const twilio = require('twilio');

const [base, sid, token, from, to, body] = process.argv.slice(2);

class Redirected extends twilio.RequestClient {
    request(options) {
        return super.request({ ...options, uri: options.uri.replace('https://api.twilio.com', base) });
    }
}

twilio(sid, token, { httpClient: new Redirected() }).messages.create({ from, to, body }).then(
    message => console.log(JSON.stringify({ sid: message.sid, status: message.status })),
    refusal => console.log(JSON.stringify({ refused: refusal.status, code: refusal.code })));
