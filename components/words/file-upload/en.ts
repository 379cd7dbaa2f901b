/** What is said of files on their way, in English. */
export default {
  uploadWaiting: 'Waiting to be sent',
  uploadSending: 'Being sent, {percent}',
  uploadChecking: 'Sent. Being checked',
  uploadLost: 'The connection is lost. Sending goes on by itself when it is back',
  uploadTryAgain: 'Try again now',
  uploadAccepted: 'Accepted',
  uploadUnchecked: 'Received. Not yet checked for viruses',
  uploadSaid: '{name}: {state}',
  uploadsArrived: 'Files that have arrived',
  uploadHeld: 'Waiting for {name}. The page goes on by itself once it is sent',
};
