/**
 * Every sentence of the page but those for failures (errors/failureMessages.ts), so that
 * translating it means translating two files. Numbers and dates arrive formatted.
 */
export const messages = {
  brand: 'Psephos',
  tagline: 'One human, one anonymous ballot',
  skipToContent: 'Skip to the content',
  loading: 'Loading…',
  notLoaded: 'This page could not be loaded',
  tryAgain: 'Try again',
  reload: 'Reload the page',
  opensInNewTab: '(opens in a new tab)',
  footer: {
    privacy:
      'Your secret never leaves this browser. The page talks to this server only, and to World ID while you enrol. Like every server it sees your network address; it keeps no link from there to a ballot.',
    name: 'Psephos is the pebble with which Athenians voted: one citizen, one pebble, nobody can tell whose.',
  },
  notFound: {
    title: 'There is nothing here',
    text: 'The address may be mistyped, or the proposal may belong to another server.',
    home: 'Go to the proposals',
  },
  crash: {
    title: 'This page stopped working',
    text: 'Part of it could not be loaded or failed. Nothing of yours is lost: your identity is kept in this browser. Reload the page to go on.',
  },

  spaces: {
    title: 'DAOs on this server',
    none: 'This server hosts no DAO yet. Whoever runs it adds one in its settings.',
    back: (name: string) => `All proposals of ${name}`,
    chain: (chain: string) => `on ${chain}`,
  },

  home: {
    lead: 'Everybody here has exactly one ballot. You prove once that you are a person; after that every ballot you cast is anonymous, even to whoever runs this server.',
    openTitle: 'Open for voting',
    pendingTitle: 'Opening soon',
    finishedTitle: 'Finished',
    none: 'There is no proposal yet. Proposals appear here as soon as they are published on-chain.',
    deadline: {
      pending: (when: string) => `Opens ${when}`,
      active: (when: string) => `Closes ${when}`,
      finished: (when: string) => `Closed ${when}`,
    },
    options: (count: number) => (count === 1 ? '1 option' : `${count} options`),
    electorate: (count: number, text: string) =>
      count === 1 ? '1 person may vote' : `${text} people may vote`,
    electorateUnknown: 'Whoever is enrolled when it opens may vote',
    ballots: (received: string, settled: string) =>
      `${received} received, ${settled} counted on-chain`,
    yours: {
      mayVote: 'You may vote',
      hasVoted: 'You have voted',
      enrolledLate: 'Opened before you enrolled',
    },
  },

  how: {
    title: 'Why this is one human, one ballot',
    steps: [
      {
        title: 'You prove that you are a person',
        text: 'World ID vouches that you are a unique human and tells this DAO nothing else. A number that only this DAO sees makes sure that you enrol once.',
      },
      {
        title: 'You vote without a name',
        text: 'For each proposal your browser proves “I am one of the enrolled people” without saying which one. The proof carries a number that is new for every proposal: a second ballot has the same number, and nothing leads from it to you.',
      },
      {
        title: 'Your votes cost their square',
        text: 'Everybody gets the same voice credits. One vote on an option costs 1 credit, two cost 4, three cost 9. So you can say how much you care, for or against, and nobody can buy a louder voice.',
      },
      {
        title: 'A contract counts',
        text: 'Ballots are settled on-chain, where anybody can count them again, and what the winning options ask for is carried out by the contract, after a waiting time. This server can neither forge nor change a ballot.',
      },
    ],
    trust:
      'What rests on trust: that World ID tells each person from all others. What does not: that your ballot is counted once and as you cast it, and that nobody can see which ballot is yours.',
  },

  identity: {
    enrolled: {
      title: 'You are enrolled',
      text: (member: string) =>
        `You are member ${member} of this group. You can vote on every proposal that opened after you enrolled.`,
    },
    missing: {
      title: 'You are not enrolled yet',
      text: 'Prove once that you are a unique person, and you can vote on every proposal that opens from then on. It takes about a minute and costs nothing.',
      action: 'Prove that you are human',
    },
    unfinished: {
      title: 'Your enrolment is not finished',
      text: 'World ID has answered, but the group has not taken it up yet.',
      action: 'Finish enrolling',
    },
    custody: {
      title: 'Where your identity is kept',
      text: 'It is a random secret, kept in this browser only, and never sent anywhere. Whoever uses this browser can vote as you and can see how you voted.',
      warning:
        'If you clear this site’s data or lose this device, the identity is gone. World ID vouches for you only once, so you could not simply enrol again. Do not use a private window or a shared computer.',
    },
  },

  enrolment: {
    title: 'Prove that you are human',
    lead: (space: string) =>
      `World ID confirms to ${space} that you are a person who has not enrolled before. Your name, your face and your phone number stay with you.`,
    steps: {
      label: 'Steps of the enrolment',
      identity: 'Your browser makes a secret identity',
      worldId: 'World ID confirms that you are a unique person',
      group: 'Your identity joins the group on-chain',
    },
    start: 'Prove with World ID',
    starting: 'Asking for a World ID request…',
    cancel: 'Cancel',
    connect: {
      title: 'Connect your World ID',
      scan: 'Scan this with the camera of the phone that has World App.',
      qr: 'QR code that opens World App',
      open: 'Open World App',
      inWorldApp: 'Go on in World App.',
      waiting: 'Waiting for World App…',
    },
    development: {
      title: 'Development World ID – pretend people',
      text: 'This server plays World ID by itself. Nobody is a person here, and nothing that you do counts anywhere else.',
      open: 'Open the development wallet',
      waiting: 'Waiting for the development wallet…',
    },
    confirm: 'Approve the request there, then come back to this page.',
    confirmWaiting: 'Waiting for your approval…',
    joining: 'World ID has confirmed. Your identity is joining the group on-chain…',
    done: {
      title: 'You are enrolled',
      text: (member: string) =>
        `You are member ${member}. From now on nobody can tell your ballots from those of the others.`,
      already: 'This enrolment had reached the group before. Nothing is lost.',
      next: 'See the proposals',
      snapshot:
        'You can vote on proposals that open from now on. Those that were open already took their list of voters before you came.',
    },
  },

  proposal: {
    states: {
      pending: 'Opens soon',
      active: 'Open',
      canceled: 'Cancelled',
      defeated: 'Not passed',
      succeeded: 'Passed',
      queued: 'Waiting to run',
      expired: 'Expired',
      executed: 'Executed',
    },
    untitled: 'Proposal without a title',
    textMissing:
      'This server has not been given the text of this proposal. The chain knows only its fingerprint, so you cannot know what you would vote on.',
    textMismatch:
      'The text that this server gives is not the one that the chain commits to. It is not shown. Do not vote here; tell whoever runs this server, and use another one.',
    discussion: 'Discussion',
    image: (alt: string) => (alt === '' ? 'Image' : `Image: ${alt}`),
    optionsTitle: 'Options',
    option: (number: number) => `Option ${number}`,
    approve: 'Approve',
    callsTitle: 'If it passes, it',
    noCalls: 'It runs nothing by itself.',
    winners: (count: number) =>
      count === 1 ? 'Only the best option passes.' : `At most the ${count} best options pass.`,
    factsTitle: 'Facts',
    facts: {
      credits: 'Voice credits each',
      electorate: 'May vote',
      electorateUnknown: 'whoever is enrolled when it opens',
      people: (count: number, text: string) => (count === 1 ? '1 person' : `${text} people`),
      quorum: 'Needed to be valid',
      quorumBallots: (count: number, text: string) =>
        count === 1 ? '1 ballot' : `${text} ballots`,
      winners: 'Winners',
      winnersUnlimited: 'every option that passes',
      winnersLimited: (count: number) => `at most ${count}`,
      proposer: 'Proposed by',
      text: 'Fingerprint of the text',
    },
    timelineTitle: 'Timeline',
    timeline: {
      opens: (isPast: boolean) => (isPast ? 'Opened' : 'Opens'),
      opensNote: 'Who was enrolled by then may vote',
      closes: (isPast: boolean) => (isPast ? 'Closed' : 'Closes'),
      canceled: 'Cancelled',
      defeated: 'No option passed',
      passes: 'An option passes',
      passed: 'Passed',
      queued: 'Queued in the timelock',
      runs: 'Runs after the timelock',
      runnable: (when: string) => `May run from ${when}`,
      executed: 'Executed',
      expired: 'Expired before it was run',
    },
  },

  call: {
    transfer: (amount: string) => `pays ${amount} to`,
    empty: 'calls, without value or data,',
    unknown: 'makes a call that this page cannot read:',
    unknownWarning: 'Ask in the discussion what it does before you vote for it.',
    to: 'To',
    value: 'Pays',
    data: 'Data',
    nativeAmount: (amount: string) => `${amount} of the chain’s own currency`,
  },

  tally: {
    title: 'Tally',
    captionOpen: 'Counted on-chain so far',
    captionClosed: 'Counted on-chain',
    received: (count: number, text: string) =>
      count === 1 ? '1 ballot received' : `${text} ballots received`,
    settled: (text: string) => `${text} counted on-chain`,
    waiting: (text: string) => `${text} on the way`,
    quorumMissing: (count: number, text: string) =>
      count === 1 ? '1 more ballot is needed' : `${text} more ballots are needed`,
    quorumReached: 'Enough people have voted',
    turnout: (share: string) => `Turnout ${share}`,
    option: 'Option',
    votesFor: 'For',
    votesAgainst: 'Against',
    credits: 'Credits',
    passingOpen: 'Passing',
    passingClosed: 'Passed',
    yes: 'Yes',
    no: 'No',
    table: 'Votes per option',
  },

  voting: {
    title: 'Your ballot',
    lead: (credits: string) =>
      `You have ${credits} voice credits. Votes may be for (+) or against (−), and cost their square.`,
    votesOn: (option: string) => `Votes on ${option}`,
    more: (option: string) => `One vote more for ${option}`,
    less: (option: string) => `One vote less for ${option}`,
    cost: (votes: number, cost: string) =>
      votes === 0
        ? 'Costs nothing'
        : `Costs ${Math.abs(votes)} × ${Math.abs(votes)} = ${cost} ${cost === '1' ? 'credit' : 'credits'}`,
    creditsLeft: (left: string, all: string) => `${left} of ${all} credits left`,
    abstention: 'All options at zero: this counts as an abstention, for the quorum only.',
    cast: 'Cast the ballot',
    abstain: 'Cast an abstention',
    replace: 'Replace my ballot',
    keep: 'Keep my ballot as it is',
    cancel: 'Stop',
    progressTitle: 'Casting your ballot',
    progressNote: 'The proof is made on this device. You can read on, but keep this page open.',
    stages: {
      group: 'Check the list of voters against the chain',
      artifacts: 'Load the proving key',
      proof: 'Prove that you may vote, without saying who you are',
      send: 'Hand the ballot over',
    },
    stageDone: '(done)',
    loaded: (loaded: string, total: string | null) =>
      total === null ? `${loaded} MB` : `${loaded} of ${total} MB`,
    obstacles: {
      pending: (when: string) => `Voting opens ${when}.`,
      closed: 'Voting is closed.',
      notEnrolled: {
        text: 'To vote you must be enrolled, and have been when voting opened. Enrol now for the proposals to come.',
        action: 'Prove that you are human',
      },
      enrolledLate:
        'You enrolled after voting on this proposal had opened, so you are not on its list of voters. You can vote on every proposal that opens from now on.',
      textUnsure: 'Without its text you cannot vote on this proposal here.',
    },
    anonymity: (count: number, text: string) =>
      count === 1
        ? 'You are the only one who may vote here, so your ballot is not anonymous.'
        : `You are hidden among ${text} people.`,
    anonymitySmall: 'That is few: somebody who knows them might guess.',
    receipt: {
      title: 'You have voted',
      changed: (times: number) =>
        times === 1
          ? 'You have changed your ballot once.'
          : `You have changed your ballot ${times} times.`,
      steps: {
        label: 'Where your ballot stands',
        received: 'Received by the server',
        settling: 'On its way to the chain',
        counted: 'Counted on-chain',
      },
      replaced: 'A later ballot of yours, cast elsewhere, has replaced this one.',
      refused:
        'The contract did not take this ballot: voting may have closed before it arrived. If voting is still open, cast it again.',
      unknown:
        'The server does not know this ballot. If it is not counted on-chain either, cast it again.',
      transaction: 'Transaction',
      yours: 'Your votes',
      abstained: 'You abstained.',
      change: 'Change my ballot',
      changeNote: 'Until voting closes, your last ballot is the one that counts.',
    },
  },
} as const
