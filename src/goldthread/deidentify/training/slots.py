"""What the slots of frames may hold, written out."""

FILL = {
    "kin": "husband wife son daughter mum mother dad father brother sister nan grandad grandma partner "
    "uncle aunt niece nephew friend baby "
    "neighbour grandson granddaughter mam gran hubby cousin",
    "role": "nurse|sister|matron|midwife|paramedic|consultant|surgeon|physio|receptionist|carer|driver|porter|"
    "registrar|counsellor|"
    "psychiatrist|pharmacist|dentist|hca|gp|staff nurse|ward sister|junior doctor|practice "
    "manager|health visitor|student nurse|"
    "healthcare assistant|support worker|phlebotomist|practice nurse|ward "
    "manager|cpn|doctor|therapist|radiographer|ward clerk|"
    "Consultant|Matron|Staff Nurse|Ward Sister|Health Visitor|Practice Manager|Junior "
    "Doctor|Nurse|Sister|Midwife|Registrar",
    "wait": "4 hours|45 minutes|18 weeks|6 months|over 3 hours|two weeks|90 minutes|an hour|a fortnight|10 "
    "days|half an hour|ages",
    "ward": "Ward 12|ward 7|Ward B3|ward 22|Nightingale Ward|Rowan ward|Victoria Ward|Churchill Ward|Beech "
    "Ward|Seacole Ward|Cavell ward|Oak "
    "ward|Elizabeth Ward|Lister ward|Holly Ward|Willow ward|Maple Ward|Byron Ward|Shelley ward|Hazel "
    "Ward|Wordsworth ward|Bronte Ward|"
    "Attlee ward|Disraeli Ward|Edith Cavell ward|Amy Johnson Ward|Douglas ward|Bevan Ward|Rose "
    "Ward|Ruby Ward|Daisy ward|Ivy Ward|the stroke "
    "ward|Harvey Ward|Fleming ward|Jenner Ward|Pankhurst ward|Becket Ward|Anne ward|Margaret Ward|St "
    "Anne's Ward|Jasmine ward|Robin Ward",
    "hospital": "James Paget|William Harvey|the John Radcliffe|King's Mill|St James's Hospital|Queen Elizabeth "
    "Hospital|the Royal Derby|Pinderfields|"
    "St Thomas' Hospital|Guy's|Addenbrooke's|Harrogate hospital|Stepping Hill|the Freeman|Lister "
    "Hospital|Frimley Park|Princess Alexandra "
    "Hospital|George Eliot Hospital|the Countess of Chester|Royal Stoke|Alder Hey|Glenfield|Mary "
    "Seacole Hospital|Walton Centre|Hope "
    "Hospital|Charles Hastings Hospital|Thomas Linacre Centre|Bradgate Unit|Lincoln County|Good "
    "Hope|the Christie|Nelson Hospital|Edward "
    "Jenner Court|Rampton|Arnold Lodge|Wathwood|Highbury hospital|Peter Hodgkinson Centre|Derwent "
    "House|Bassetlaw|Newark",
    "trust": "Mid Yorkshire|Sherwood Forest|Leeds Teaching Hospitals|Doncaster and Bassetlaw|Nottinghamshire "
    "Healthcare|Mersey Care|Norfolk and "
    "Norwich|Frimley Health|Birmingham and Solihull|Lancashire Care|Pennine Care|your Trust|the "
    "Trust|Barts Health|Oxford Health|Rotherham "
    "Doncaster and South Humber|Northern Lincolnshire and Goole|Dudley Group|Black Country Healthcare",
    "drug": "Amoxicillin|codeine|Metformin|Ramipril|Sertraline|warfarin|paracetamol|Morphine|Gabapentin|omeprazole|"
    "Lansoprazole|insulin|"
    "Citalopram|Apixaban|bisoprolol|Ventolin|Humira|Zopiclone|Lorazepam|Naproxen|Madopar|Clexane|Calpol|Oramorph|"
    "Depo|Mirena|Lithium|"
    "Clozapine|Diazepam|Tramadol|Prednisolone|Fortisip|Mounjaro|Ozempic|Keppra|Epilim|Lyrica|Prozac|Movicol|Botox",
    "disease": "Parkinson's|Alzheimer's|Crohn's disease|Bell's palsy|Raynaud's|Type 2 diabetes|Huntington's "
    "disease|Hodgkin lymphoma|Addison's "
    "disease|Graves' disease|Down's syndrome|Asperger's|Tourette's|Lewy body dementia|Marfan "
    "syndrome|Meniere's|Sjogren's syndrome|Cushing's|"
    "Guillain-Barre|Ehlers-Danlos|Paget's disease|Barrett's "
    "oesophagus|Dupuytren's|Hashimoto's|Wilson's disease|Turner syndrome|Kawasaki "
    "disease|Perthes|Charcot foot|COPD|asthma|dementia|MS|epilepsy|sepsis|Lyme disease|Baker's "
    "cyst|Morton's neuroma|Still's disease",
    "month": "April|August|May|June|January|March|may|june|april|September|October|December|july",
    "day": "Friday|Monday|Sunday|tuesday|Wednesday|thursday|Saturday",
    "reading": "140/90|180 over 100|37.5|98%|6.2",
    "age": "34|45|67|82|71|19|8|55|78|3|86|61",
    "score": "10/10|9/10|8 out of 10|100%|5 stars|ten out of ten|full marks",
    "service": "111|999|A&E|NHS 111|the GP|Out of hours|PALS|CAMHS|the crisis team|Physio|Urgent Care|Talking "
    "Therapies|IAPT",
    "money": "£5|£12.50|five pounds|£3 an hour|20p",
    "wordname": "mark|bill|rose|dawn|pat|frank|grant|art|hope|faith|joy|grace|penny|ray|gene|dean|heather|holly|"
    "ivy|daisy|amber|ruby|robin|"
    "olive|basil|ginger|honey|angel|star|patience|charity|summer|mercy|comfort|gift|jack|will|jean|carol|sky|lily|"
    "iris|pearl|jade|crystal|"
    "coral|harmony|melody|miles|guy|chase|cook|price|stone|wood|field|north|west|best|sharp|long|young|law|lord|"
    "king|knight|bishop|banks|"
    "hill|park|day|brown|white|green|black|grey|gray|rich|strong|short|small|little|moody|wise|noble|swift|savage|"
    "bond|cross|bell|ball|"
    "lamb|fox|wolf|bird|swan|finch|page|read|reading|porter|carter|baker|butcher|miller|mason|potter|walker|driver|"
    "turner|fisher|cooper|"
    "hunter|singer|taylor|clerk|major|marshall|constable|abbott|moor|marsh|heath|lake|brook|rivers|pool|wells|ford|"
    "bridge|castle|hall|"
    "church|temple|street|lane|gate|house|ward|barn|mill|bush|berry|plum|cherry|peach|flower|bloom|frost|snow|"
    "winter|summers|may|june",
    "verbname": "mark|bill|pat|sue|rob|drew|grant|hope|will|may|nick|chase|cook|read|rush|trust|love|cope|wade|"
    "skip|pierce|dwell|ask|need|"
    "want|wish|think|know|believe|bless",
    "num": "2|3|4|10|21|14th|2nd|1st|2021|2022|12|07|6/10",
    "codeish": "2|3|B|4a|7|one|C2|two|12",
    "code": "B12|HbA1c|T4|PSA|FP10|INR|CRP|D-dimer|MRI|COVID|ECG|H pylori",
}


def written() -> dict[str, list[str]]:
    """For each slot its choices."""
    return {key: value.split("|") if "|" in value else value.split() for key, value in FILL.items()}
