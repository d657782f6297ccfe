"""What people type, and a page that must then be among the first three of its kind."""

# Names of specialties: the page stands first of all.
NAMES = """
GS                                      specialties/general-surgery
OBGYN                                   specialties/obstetrics-and-gynecology
ob gyn                                  specialties/obstetrics-and-gynecology
OB/GYN                                  specialties/obstetrics-and-gynecology
obstetrics & gynaecology                specialties/obstetrics-and-gynecology
FM                                      specialties/family-medicine
IM                                      specialties/internal-medicine
EM                                      specialties/emergency-medicine
psych                                   specialties/psychiatry
peds                                    specialties/pediatrics
paediatrics                             specialties/pediatrics
PM&R                                    specialties/physical-medicine-and-rehabilitation
ENT                                     specialties/otolaryngology
ortho                                   specialties/orthopaedic-surgery
neurosurgery                            specialties/neurological-surgery
med peds                                specialties/internal-medicine-pediatrics
path                                    specialties/pathology
rads                                    specialties/diagnostic-radiology
pathologgy                              specialties/pathology
sychiatry                               specialties/psychiatry
aneshtesia                              specialties/anesthesiology
dermotology                             specialties/dermatology
familymedicine                          specialties/family-medicine
A&E                                     specialties/emergency-medicine
eye surgery                             specialties/ophthalmology
TX                                      states/tx
texas                                   states/tx
"""
WORDS = """
visa                                    challenges/visa-sponsorship
vissa                                   challenges/visa-sponsorship
visas                                   questions/how-do-i-find-out-if-a-program-sponsors-my-visa
visa spnsorship                         challenges/visa-sponsorship
J1                                      notices/length-of-stay-on-a-j-1
J-1                                     strategies/plan-the-waiver-early
J1 waiver                               questions/what-comes-after-j-1-training
h1b                                     notices/h-1b-payment
H-1B step 3                             questions/do-i-need-step-3-for-an-h-1b
USCE                                    challenges/us-experience
usce                                    strategies/get-hands-on-us-experience
observership                            strategies/get-hands-on-us-experience
YOG                                     challenges/years-since-graduation
old graduate                            challenges/years-since-graduation
LOR                                     questions/how-many-us-letters-do-i-need
letters of recomendation                strategies/ask-for-letters-from-people-who-worked-with-you
recommendation letter                   questions/how-many-us-letters-do-i-need
SOAP                                    pathways/soap
scramble                                pathways/soap
ECFMG                                   strategies/finish-your-ecfmg-pathway
oet                                     questions/do-i-need-oet-if-english-is-my-first-language
low score                               challenges/low-score
scoer                                   questions/what-step-2-ck-score-do-i-need
failed step 1                           questions/i-failed-a-step-is-it-over
attempts                                challenges/failed-exam
gap                                     strategies/explain-gaps-on-one-page
personal statement                      questions/what-should-my-personal-statement-say
interveiw                               strategies/practice-interviews-and-us-communication
rank list                               questions/how-long-should-my-rank-list-be
green card                              questions/green-card-which-group
cost                                    challenges/cost
how much money                          questions/how-much-do-many-applications-cost
signals                                 strategies/use-signals-where-you-have-a-real-chance
research                                pathways/research-position
unmatched                               routes/not-matched
reapply                                 pathways/apply-again
Conrad 30                               notices/conrad-30-renewal
prelim year                             pathways/preliminary-or-transitional-year
license without residency               pathways/graduate-licenses-without-residency
surgery research                        strategies/consider-research-time-for-surgery
peds easier                             questions/is-pediatrics-easier-for-imgs
texas h1b                               notices/h-1b-at-texas-state-hospitals
I failed step 2, is it over?            questions/i-failed-a-step-is-it-over
Can I match with no US experience?      questions/can-i-match-with-no-us-experience
what if I did not match                 questions/i-did-not-match-what-next
which specialty is easiest for IMGs     questions/which-specialties-are-most-open
how many programs should i apply to?    questions/how-many-programs-should-i-apply-to
is 10 years after graduation too late   questions/is-it-too-late-after-years
can my wife come with me                questions/can-my-family-come-and-work
charting outcomes                       sources/outcomes-s01
"""


def table(text: str) -> list[tuple[str, str]]:
    """Return (query, address) for each line."""
    return [
        tuple(part.strip() for part in line.rsplit(None, 1)) for line in text.strip().splitlines()
    ]


SHARED = table(NAMES) + table(WORDS)
"""What both engines are asked, and what each must find."""
